@echo off
rem Reprise on Windows: every command, over every app and every trained net. The script "reprise" beside this one says more.
rem
rem It needs Java 17 or later: that of JAVA_HOME, else that of the PATH. It builds modules\program on first use, and again
rem when git is at another commit. After editing a source: reprise --build. Windows lets nobody replace a jar that is in
rem use, so a build fails while another Reprise runs.

setlocal EnableExtensions DisableDelayedExpansion

set "module=%~dp0modules\program"
set "target=%module%\target"
set "jar=%target%\reprise.jar"
set "built=%target%\built"
set "log=%target%\build.log"
set "commits=%~dp0.git\logs\HEAD"

rem --- Java ---------------------------------------------------------------------------------------------------------

set "java="
if not defined JAVA_HOME goto javaOfPath
set "java=%JAVA_HOME:"=%\bin\java.exe"
if exist "%java%" goto javaFound
echo reprise: JAVA_HOME has no bin\java.exe: set it to a JDK 17 or later, or unset it (%JAVA_HOME%)>&2
exit /b 2

:javaOfPath
for %%J in (java.exe) do set "java=%%~$PATH:J"
if defined java goto javaFound
echo reprise: no Java found: install a JDK 17 or later (https://adoptium.net), or set JAVA_HOME>&2
exit /b 2

:javaFound
set "version="
for %%J in ("%java%") do set "release=%%~dpJ..\release"
if not exist "%release%" goto askJava
for /f "usebackq tokens=1,2 delims==" %%A in ("%release%") do if "%%A"=="JAVA_VERSION" set "version=%%~B"
if defined version goto versionFound

:askJava
set "said=%TEMP%\reprise-%RANDOM%%RANDOM%.txt"
"%java%" -version 2> "%said%" > nul
for /f "tokens=3" %%V in ('findstr /c:" version " "%said%"') do if not defined version set "version=%%~V"
del "%said%" > nul 2>&1

:versionFound
set "major=0"
for /f "tokens=1,2 delims=.-+_" %%A in ("%version%") do (
  set "major=%%A"
  if "%%A"=="1" set "major=%%B"
)
if %major% geq 17 goto javaFits
if not defined version set "version=an unknown version"
echo reprise: Java 17 or later is needed, found %version%: install one, or set JAVA_HOME (%java%)>&2
exit /b 2

rem --- The build ----------------------------------------------------------------------------------------------------

:javaFits
if "%~1"=="--build" goto build
if not exist "%jar%" goto build
if not exist "%built%" goto build
if not exist "%commits%" goto start
fc /b "%commits%" "%built%" > nul 2>&1
if not errorlevel 1 goto start

:build
if exist "%target%\lib" (
  echo reprise: building what changed ^(about half a minute^)>&2
) else (
  echo reprise: building for the first use ^(about two minutes, more if Maven has to download 230 MB^)>&2
)
if not exist "%target%" mkdir "%target%"
if exist "%built%" del "%built%"
rem The commits as they are when the build starts; moved to "built" when it has succeeded.
if exist "%commits%" (copy /b /y "%commits%" "%built%.new" > nul) else (type nul > "%built%.new")
pushd "%~dp0"
call mvnw.cmd -q -B -ntp -pl modules/program -am package -Dmaven.test.skip=true -Dmdep.skip=true < nul > "%log%" 2>&1
set "code=%ERRORLEVEL%"
popd
if not "%code%"=="0" goto buildFailed
move /y "%built%.new" "%built%" > nul
if exist "%target%\*.jsa" del /f "%target%\*.jsa"
if "%~1"=="--build" exit /b 0
goto start

:buildFailed
powershell -NoProfile -Command "Get-Content -LiteralPath $env:log -Tail 25" 1>&2
echo reprise: the build failed; its whole output: %log%>&2
exit /b 1

rem --- The program, with its classes archived (AppCDS) on first use ----------------------------------------------------

:start
set "archive=%target%\reprise-%version%.jsa"
if exist "%archive%" goto run
set "new=%archive%.%RANDOM%%RANDOM%"
"%java%" -Xlog:disable "-XX:ArchiveClassesAtExit=%new%" -jar "%jar%" list --json < nul > nul 2>&1
if errorlevel 1 goto runWithout
if not exist "%new%" goto runWithout
move /y "%new%" "%archive%" > nul 2>&1
if exist "%archive%" goto run

:runWithout
"%java%" -jar "%jar%" %*
exit /b %ERRORLEVEL%

:run
"%java%" -Xshare:auto "-Xlog:cds*=off" "-XX:SharedArchiveFile=%archive%" -jar "%jar%" %*
exit /b %ERRORLEVEL%
