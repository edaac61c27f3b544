/*!
 * \brief Opens the file and reads it.
 * \param[in] path The path of the file.
 * @param[out]  n  The number of lines.
 * \return The number of bytes that were read.
 * \code
 * The code is here now.
 * \endcode
 * The rest is read later.
 */
int x; /**< The width of the window. */
int y; ///< The height of the window.
/* Start of the list
   that is read later. */
