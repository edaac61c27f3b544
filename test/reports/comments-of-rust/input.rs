//! A crate for channels. See the [`Vec`] type.

/// Creates a bounded channel.
///
/// # Panics
///
/// Panics if the buffer capacity is 0.
///
/// # Examples
///
/// ```rust
/// // The first value is sent.
/// let (tx, rx) = channel(1);
/// ```
///
/// See [`send`](Sender::send) for more, or [the docs][docs] and [Sender].
///
/// - The first thing is fast.
/// - The second thing is slow.
///
/// | Name | Meaning |
/// |------|---------|
/// | a    | The first one |
///
/// [docs]: https://e.com
/// [`Vec`]: std::vec::Vec
fn a() {}
/**
 * Sends a value. Returns [`Result<T>`](std::result::Result).
 */
fn b<'a>() {} // a lifetime is used here
