// English words that people translate: in 286,000 pairs of documentation, its interfaces and their translations they stand in
// small letters 24 times and more, and in Korean at most once in a hundred. Neither plurals nor words that their ending tells.

const words = `
able about above absent absolute abstract accelerate accelerators accepts access accesses accidental accommodate
account accuracy accurate achieve acquire across act activate actual adapt adapters add additional address addresses
adequate adhere adjacent adjust administrator adopt ads advantage adversarial advertisers affect after again against
agenda agents ages aggregate aggregator agree ahead aid aim alerts algorithm aliases align all allocate allow
allowlist almost alone along alongside alphabetical alphanumeric already also alter alternate although always among
amount amplitude analysis analyze ancestor and angles animals animate annotate announce another answer any anymore
anyone anytime anyway anywhere apart app appear append approach approaches appropriate approval approver arbitrary arc
architectural architecture are area aren arise arithmetic arm around arrange array arrow article artifacts ask aspects
assess assign assignee assist associate assume assure asterisk atlas attach attaches attack attacker attempt attribute
audio audit authenticate author authorize autocomplete automate automatic average avoid aware away axes axis back
backend background backslash backup badge balancer ball band bandwidth bank banner barrier bars basis batches battery
became because become been before began begin beginner behalf behave behavior behaviour behind believe belong below
benchmark beneficial benefit besides best better between beyond biases bidirectional big bigger binds bit bitmap
bitwise black block blockchain blog blue blueprint board bone bookmark boost border borrow bot both bottleneck bottom
bounce bound boundary box boxes brace bracket branches breaches break breakdown brick bridge brief bright broad
broader broken broker brought browse browser brush bubble budget buffer bug build builder built bulk bunch bundle
burden burgers businesses busy but button buy bypass bytecode bytes cable cache calculate calendars call caller came
camera campaign can cancel candidates cannot cap capital captures card care caret carry cart case catalogs catches
categorize caught cause cells center central certain certificate chain chaindata challenge change changeset channel
chapter character characteristics charge chart chat chatbot check checkbox checker checklist checkout checkpoint
checksum checkup child children choice choose chose chosen chunks circle circuit circular city claims clarify classes
clause cleaner clear clearer clever click client clip clipboard closer closes closure cloud cluster cmdlets code
codebase codec coercion coffee coin collaborate collaborators collapse collect collector colon colors column combine
combo come comma command commercial commits committee common communicate company compare comparison compile compiler
complete complex compliant component compose compound compress compromise computer computes concatenate concentrate
concept conceptual concern concise concrete conditional conduct confident confidential configure confirm conflict
conform confuse connect connector consensus consent consider consist consistency consistent console constant
constraint construct constructor consult consume consumers contact contain container contents contexts contextual
continue contract contribute contributor control controller convenient conventional conversational convert converter
convey convolutional cool coordinate coordinator copy corner coroutine corporate correct correspond corrupt cosine
cost could couldn council counterpart counters country counts couple coupon course cover coverage crash crashes crate
crawl crawlers create creator credential credit criteria criterion critical crucial cube cubemap currency current
curriculum cursor curve custom customer customize customizer cyber cycles damage dash dashboard dashes data database
dataframe dataset date day deactivate deal debugger decide decimal declare decoder decorator decrease decrypt deep
deeper default defense define degree delays delegate deletes deliver delivery demand demonstrate demos deny depend
dependent deploy descendant describe descriptor design designate designer desire desktop despite destroy destructor
details detect determine deterministic develop developers device diagnostic diagram dialog diary did didn differ
different differentiate difficult difficulty digit direct directional directory disappear disclosure disconnect
discover discovery discuss discusses disk display distinct distribute dive diverse divide does doesn domains don done
down download downtime dozens drafts drag draw drawbacks drawn driven driver dropdown drops dual due dummy dump
duplicate dynamic each earlier earth ease easier easy eat economic economy ecosystem edge editor edits educational
educators effects efficiency efficient effort eight either eliminate ellipsis else elsewhere emails emit emphasis
emphasizes empty emulate emulator encapsulate enclose encode encoder encompasses encounter encourage encrypt ends
energy enforce engage engine engineers enjoy enough ensure enter enterprise entire entry entrypoint enumerator enums
environmental equal equivalent era essential establishes estimate etc evaluate even event ever every everyday everyone
everywhere evolve exact examine example excellent excels except exceptional excerpt exchange exclude execute exemplars
exercise exist exits expand expect expense experimental expert expertise expire explain explicit explore explorers
exponent exponential expose exposure extend extra extract extreme eye face facilitate fact factors fail failures fair
fake fall familiar far fashion fast faster fault favor favorite features fed fee feedback feel fetches few fewer field
figure file filesystem fills filter finalizer financial find fine finger fingerprint finishes finite fire firewall
first fit five fix fixes flag flattens flavors floats flows flush focus focuses folder folks follow fonts food
footprint for forces forever fork formal formats former forms forth forum found foundational four fourth fractional
frame framebuffer framework freedom freeform from front frustum fulfill full fun functional fund fundamental further
future gains gallery game gap gather gave general generate generators generics genesis get gift give given global
globe glossary glyph goal goes gone good got gradients gradual grant granular graph graphic graphical gray great
greater grids group grow growth guarantee guards guess guide guideline habit hackers had half hand handle handler
handy happen happy hard harder hardfork hardware harm has hashes hasn have haven headers healthy heap hear heard heavy
held help helper hence her here heuristics hidden hide hierarchical hierarchy high higher highlight him hints his
histogram hit hold holders home homepage hood hook hope hostnames hosts hot hour house how however hub human hyperlink
hyphen icon idea ideal identical identify ids ignore illustrate image imagine immediate impact important improve
inaccurate inappropriate inbound incident include incomplete inconsistent incorporate incorrect increase incur
independent indexer indexes indicate indicator indices indirect individual industry inefficient infer infinite inform
ingredients inherent inherit initialize initializers initiate inject ink input insert inside install instant
instantiate instead instruct insufficient intact intake integer integral integrate intelligent intend intent
intentional interact intercept interface interfere internal international internet interpret interpreter intervals
into intrinsic introduce invalid invalidate inventory inverse investigate invite invoice invoke involve irrelevant
island isn issue items iterate iterators its itself job joins joint journey just keep kept kernel keyboard keys
keyword kind knew know knowledge known labels lack laid landscape language laptop large larger last late latency later
latter launch law lay layer layout lead leak learn learners least leave led left legacy legal legitimate lengths less
lesson let letter levels leverage library license lie life lifetimes light lightweight like limits line link linkage
linker list listener listens literals little lives load loader local locate locks log logarithm logfile logger logic
logical login logo longer look lookup loop lose loss losses lossy lost lot love lower lowercase machine macro made
magic mail mainnet maintain maintainer make malware manage manager mandatory manipulate manner manual many maps margin
mark marker market marketplace markup masks match matches material math matrices matrix matter maximize maximum may
maybe mean meant measure mechanism median medical meet member memory menu merchant merge message met metadata method
metric microphone microservice microtask middle middlewares midnight might migrate milestone million mind minimal
minimize minimum minus minute mip mirror miss mistake mitigate mobile mock model modern modes modifiers modify modular
modules money monitor monorepo months moon more most mounts mouse move movie much multibyte multilingual multiple
multiplier must mutate names narrow nature navigate near nearby necessary neither nest net network never new newer
newlines next nice night nodes nonzero nor normals not note notice notify now number numeric numerical object observe
obsolete obtain occur odd off offers official offline offsets often okay old older once onchain one online onto opaque
opcodes open operands operate operational operators opinion opposite opt optimal optimize optimizers order ordinary
organizational organize original origins oscillators other otherwise our ourselves out outcome outline output outside
over overall overhead overlap overlay overloads overridden override overview overwrite overwritten own owners pace
package packets paddle page paid pair palette pane panel panic paper paradigm paragraphs parallel parallelism
parameter parent parentheses parenthesis parses part participants participate particular partner party pass passes
password past paste patch patches paths patient patterns pauses pay payer payloads peak peers pen people per percent
percentage perfect perform performant perhaps perimeter period periodic permanent permit persist person personal
phases philosophy phone photo physical pick picker picture piece pin pipeline pixel place plain plaintext plan plane
platform playbook player plays please plenty plugin plus podcast pods point pointer police pool poor pops popular
populate portfolio ports pose positional post posture potential powers practical practice precise predecessor
predicate predict prefer prefetch prefixes prepare preprocess preprocessor prerequisite present preserve press presses
pressure pretty prevent preview price principle printer prints prior prioritize privacy privilege probe problem
problematic procedure process processes processor produce product profiles program programmer project promises promote
prompt prone proof propagate proper property proportional proposals propose proposer proprietary protect protocols
prototypes prove proven provide provider proxy pseudo publisher pulls purchase purple purpose pushes put quad qualify
query queues quick quicker quirks quite quiz quotes radians rail raises ramp ran ranges rank rapid rare rates rather
reach reaches read readers ready real realistic realize reason reboot recalculate recall recap receiver recent recipe
recipient recognize recommend reconciler reconnect record recordset recover recovery recreate rectangle rectangular
recurrent redirect reduce redundant refactor refer refine reflect refreshes refund regard region regional register
registry regular regulatory reinforce reinstall rejects relate relational release relevant reload remain remainder
remember remind reminder remote removal remove rename renderer renders reorder repair repeats replace replicas
replicate report repository represent reproduce require research researchers resembles reserve reset reside resilient
resizes resolve resort resource respect respond response restart restore restrict result resultant resumes retain
retrieval retrieve return reuse reveals revenue review reviewer revisit revoke revolutionary rewrites rewritten ribbon
richer right risk road robust role roll rollout rotate rough round route routers routine row rowset rules run runner
runtime safe safer safety said sake same sample sampler sandbox satisfy save saw say scaffold scale scan scanner
scenario scenes scheduler schedules schemas scheme school scientific scissor scope score scorecard scratch screen
screenshot script scroll scrollbar search searches second secondary secrets secure see seek seem seen select selector
semantics semicolon send sender sense sensor sent separate separator sequential serial serializer serve server
services set setup seven several shader shadows shall shallow shapes share she sheets shifts ship shop shopper
shortcut shorter shorthand should shouldn show shown shrink shut sides signal signature signer significant signs
silent similar simple simpler simplify simulate since sine single sink sit site sitemap six sizes skill skip slash
slashes slices slight slot slow slower slugs small smaller smart smooth snapshot snippet social sockets soft software
solid solve some somehow someone sometimes somewhat somewhere song soon sooner sorry sort sound source space spans
speak speaker special specific specifier specify spectrogram spectrum speech speedup spend spent sphere spider split
splitter spot spreadsheet squares stacks stage stakeholders stand standard standardize starts states statistics
statuses stay steal step stick sticky still stops storage store straight strange strategic strategy streamline
strength strip stroke strong stronger structs structure stuck student stuff style stylesheet subclasses subdirectory
subdomain subgroup submits submodules subnet subscribe subsequent subset substantial substitute subtasks subtle
subtree such suit suite summarize sun superior supervisor supports suppose suppress sure surface survey swap switches
symbol symbolic symlinks symmetric sync synchronize synonym syntax synthesis system tab table tablet tag take taken
talk tall targets task tax teach teachers team tech technique technology tell template temporary tend tensors term
terminal terminates terminology ternary test testnet text textual texture than thank that the their them themes
themselves then theoretical theory there thereby therefore these they thin think third this thorough those though
thought thousands thread threat three threshold threw through throughout throughput thrown throws thumbnail thus tie
tier tile time timeframe timeline timeouts timesheet timestamps timezone tiny tip titles today together toggle token
tokenizer told tomorrow tone too took tool toolbars toolchain toolkit toolset top topic topology total touchpad
touchscreen tour trace track tracker trade tradeoff traditional traffic transfer transformer transforms translates
translator transmit transparency trash traversal traverse treat trees trends trial triangle trick tricky trie trigger
trip trouble troubleshoot trust trustworthy truth truthy try tune tuple turn tutorial twice two type typical typo
uncommon under underneath underscore understand understood undone unfamiliar uniforms unique unit unlike unlock
unnecessary unpack unset unsubscribe until unusual unwind update upgrade upload upon upper uppercase usage use user
usernames usual utilize valid validate validators value variants variety vary vast vectors vendors verb verify versa
versus vertical vertices very vhost via vice videos virtual visit visitor visualize vital vocabulary voice volume vote
wait walks walkthrough wall wallet want warn was wasn waveform way weather web webpage webserver websites week weight
well went were weren what whatever when whenever where whereas wherever whether which whichever while whitespace who
whole whose why wide wider widget widths wildcard will wire wish wishes with within without women won wonder word work
workaround workbook workflow workgroup workload workshop workspace world worldwide worry worse worst worth would
wouldn wrap wrappers write writers written wrong wrote year yellow yet yields you your yourself zero zone
`;

const ordinary = new Set(words.trim().split(/\s+/));

/** Whether no Korean text would have it as it is: it is no name, no key word and no identifier. */
export function isOrdinaryEnglish(word: string): boolean {
  const small = word.toLowerCase();
  return ordinary.has(small) || ordinary.has(small.replace(/s$/, ''));
}
