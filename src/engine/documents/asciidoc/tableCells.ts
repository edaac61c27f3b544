// The cells of an AsciiDoc table: where each is in the document, and how its text is read, which its own mark says or else its
// column. Sees the lines of one table.

interface Range {
  start: number;
  end: number;
}

export interface TableCell extends Range {
  /** `a`: blocks; `l`, `m`, `v`: literal, monospaced, a verse; others hold running text. */
  style: string;
}

interface Mark {
  /** Where the cell before it ends, and its own text begins. */
  before: number;
  behind: number;
  columns: number;
  rows: number;
  /** As often it stands there. */
  times: number;
  style: string | undefined;
}

/** @param attributes What stands in brackets over the table. */
export function tableCells(text: string, lines: readonly Range[], separator: string, attributes: string): TableCell[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return [];
  const isComment = (at: number) => /^\/\/(?!\/)/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1));
  const marks = marksOf(text.slice(first.start, last.end), first.start, separator).filter(
    ({ before }) => !isComment(before),
  );
  const styles = columnStyles(attributes) ?? marksIn(marks, firstFilled(text, lines)).map(() => '');
  const header = hasHeader(text, lines, attributes) ? styles.length : 0;
  const grid = new Grid(styles.length);
  return marks.map((mark, n) => {
    const { column, index } = grid.put(mark);
    const inherited = index < header ? '' : styles[column];
    return {
      start: mark.behind,
      end: marks[n + 1]?.before ?? last.end,
      style: (index < header ? undefined : mark.style) ?? inherited ?? '',
    };
  });
}

function marksOf(text: string, from: number, separator: string): Mark[] {
  const spec = '(?:(\\d+(?:\\.\\d*)?|\\.\\d+)([*+]))?(?:[<^>](?:\\.[<^>])?|\\.[<^>])?([adehlmsv])?';
  const pattern = new RegExp(`((?<=^|[ \\t\\n])${spec})?(?<!\\\\)\\${separator}`, 'g');
  return [...text.matchAll(pattern)].map(({ 0: all, index, 2: factor = '', 3: operator, 4: style }) => {
    const [columns, rows] = factor.split('.');
    const isSpan = operator === '+';
    return {
      before: from + index,
      behind: from + index + all.length,
      columns: isSpan ? Number(columns || 1) : 1,
      rows: isSpan ? Number(rows || 1) : 1,
      times: operator === '*' ? Number(columns) : 1,
      style,
    };
  });
}

/** Of `cols="1,2a,3*m"`; undefined where the columns are not said. */
function columnStyles(attributes: string): string[] | undefined {
  const said = /(?:^|[,\s%])cols=(?:"([^"]*)"|'([^']*)'|([^,\s]+))/.exec(attributes);
  const specs = said?.[1] ?? said?.[2] ?? said?.[3];
  if (specs === undefined) return undefined;
  if (/^\d+$/.test(specs.trim())) return new Array<string>(Number(specs)).fill('');
  return specs.split(specs.includes(';') ? ';' : ',').flatMap((spec) => {
    const [, times = '1', style = ''] = /^\s*(?:(\d+)\*)?.*?([a-z])?\s*$/.exec(spec)!;
    return new Array<string>(Math.min(Number(times), 100)).fill(style);
  });
}

function firstFilled(text: string, lines: readonly Range[]): Range {
  return lines.find(({ start, end }) => text.slice(start, end).trim() !== '') ?? lines[0]!;
}

function marksIn(marks: readonly Mark[], { start, end }: Range): readonly Mark[] {
  return marks
    .filter(({ behind }) => behind > start && behind <= end)
    .flatMap((mark) => new Array<Mark>(Math.min(mark.times * mark.columns, 100)).fill(mark));
}

/** Said, or shown by an empty line behind the first one. */
function hasHeader(text: string, lines: readonly Range[], attributes: string): boolean {
  if (/%header|options=[^\]]*header|opts=[^\]]*header/.test(attributes)) return true;
  if (/%noheader/.test(attributes)) return false;
  const isEmpty = (line: Range | undefined) => line !== undefined && text.slice(line.start, line.end).trim() === '';
  return !isEmpty(lines[0]) && isEmpty(lines[1]);
}

/** Which column each cell comes into, as cells over several rows and columns leave it. */
class Grid {
  private column = 0;
  private index = 0;
  /** By column: how many rows it is taken yet. */
  private readonly taken: number[];

  constructor(private readonly columns: number) {
    this.taken = new Array<number>(columns).fill(0);
  }

  /** @returns its column, and how many places come before it. */
  put({ columns, rows, times }: Mark): { column: number; index: number } {
    this.skip();
    const place = { column: this.column, index: this.index };
    for (let n = 0; n < Math.min(columns * times, 100); n++) {
      if (n > 0) this.skip();
      this.taken[this.column] = rows - 1;
      this.next();
    }
    return place;
  }

  private skip(): void {
    for (let n = 0; n < this.columns && this.taken[this.column]! > 0; n++) {
      this.taken[this.column]!--;
      this.next();
    }
  }

  private next(): void {
    this.index++;
    this.column = this.columns === 0 ? 0 : (this.column + 1) % this.columns;
  }
}
