' The counter is reset when the form is opened.
Dim s As String = "it's not a comment" ' The name of the user.
''' <summary>
''' Returns the total of the order.
''' </summary>
''' <param name="x">The number of items.</param>
REM This is an old comment.
Dim Remote As Integer
