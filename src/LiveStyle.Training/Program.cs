using System.CommandLine;
using System.Runtime.InteropServices;
using LiveStyle;
using LiveStyle.Training;
using LiveStyle.Training.Commands;
using Spectre.Console;

NativeAllocator.KeepMapped();

using var stop = new CancellationTokenSource();
// The first signal ends the run after its step and saves it; a second Ctrl+C ends the program at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await TrainerCommands.Create().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
}
catch (LiveStyleException problem)
{
    return Fail(problem.Message);
}
catch (OperationCanceledException)
{
    return Fail("stopped", 130);
}
catch (IOException problem)
{
    return Fail($"{problem.Message.TrimEnd('.')}; make room or choose another folder, and run the same command again");
}
catch (UnauthorizedAccessException problem)
{
    return Fail($"{problem.Message.TrimEnd('.')}; choose a folder that you may write to");
}

catch (DllNotFoundException problem)
{
    return Fail($"libtorch can't be loaded ({FirstLine(problem)}); ./build.sh --target=Train installs what it needs");
}
catch (TypeInitializationException problem) when (problem.InnerException is DllNotFoundException or NotSupportedException)
{
    return Fail($"libtorch can't be loaded ({FirstLine(problem.InnerException)}); ./build.sh --target=Train installs what it needs");
}
catch (ExternalException problem) when (Environment.GetEnvironmentVariable("LIVESTYLE_TRACE") is null)
{
    return Fail($"libtorch refused ({FirstLine(problem)}); a smaller --crop or --batch needs less memory, and a --picture must be at least 16×16");
}
catch (Exception problem) when (Environment.GetEnvironmentVariable("LIVESTYLE_TRACE") is null)
{
    return Fail($"a fault of LiveStyle's own ({problem.GetType().Name}: {FirstLine(problem)}); please report it with what LIVESTYLE_TRACE=1 prints");
}

static string FirstLine(Exception problem) => problem.Message.Split('\n')[0].Trim();

static int Fail(string message, int code = 1)
{
    AnsiConsole.Console.Profile.Out.Writer.Flush();
    Console.Error.WriteLine("livestyle-train: " + message.ReplaceLineEndings(" "));
    return code;
}
