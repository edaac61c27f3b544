@echo off
REM This script builds the program.
rem Set the path before you run it.
:: The second part starts here.
set REMOTE=1
echo Do not translate this. & REM The last line is printed.
REM
REM ------------------------
