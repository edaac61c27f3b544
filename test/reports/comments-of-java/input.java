/**
 * Returns the value of the setting. See {@link Foo#bar(int) the bar}.
 * <p>
 * The value is never null.
 * <p>It is cached by the <b>first</b> call.
 * <ul>
 *   <li>The first item</li>
 *   <li>The second item
 * </ul>
 * <pre>{@code
 *   The code is here.
 *   int x = 1;
 * }</pre>
 *
 * @param name the name of the setting
 * @param <T> the type of the value
 * @return the value, or {@code null} if there is none
 * @throws IOException if the file cannot be read
 * @see Foo#bar
 * @see <a href="https://e.com">The guide of it</a>
 * @since 1.4
 * @deprecated use {@link #other} instead
 */
