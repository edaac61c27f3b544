/// <summary>
/// Opens the file and reads it.
/// </summary>
/// <param name="path">The path of the file.</param>
/// <param name="count">
/// How many lines are read.
/// </param>
/// <returns>The text of the file, or <see langword="null"/>.</returns>
/// <exception cref="IOException">The file cannot be read.</exception>
/// <remarks>See <see cref="Close"/> for more, and <c>Open</c> too.</remarks>
/// <example>
/// <code>
/// var x = Open("the file name");
/// This is code here.
/// </code>
/// </example>
/// <inheritdoc/>
