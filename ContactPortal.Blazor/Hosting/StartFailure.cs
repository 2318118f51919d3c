using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Says in one line why the portal, or one of its commands, could not be started, for an operator who can mend it: a stack trace would say
/// less.
/// </summary>
internal static class StartFailure
{
    private const int FailedExitCode = 1;

    private static CancellationToken hasStarted;

    /// <summary>
    /// Ends the process with that line and exit code 1, instead of a stack trace, when the start or a command fails. Not by a catch: a
    /// host that is started by another program has to get the exception itself.
    /// </summary>
    public static void ReportUnhandledExceptions() => AppDomain.CurrentDomain.UnhandledException += Report;

    /// <summary>Everything that fails after that keeps its stack trace: the portal serves.</summary>
    public static void StopReportingAfter(CancellationToken started) => hasStarted = started;

    /// <summary>
    /// The line (one for each setting that is wrong); null for a failure that only a developer can mend, which keeps its stack trace.
    /// </summary>
    public static string? MessageOf(Exception exception) => exception switch
    {
        IOException or UnauthorizedAccessException => exception.Message,

        // A file of settings: the innermost exception says what is wrong with it, and where.
        InvalidDataException file => $"{file.Message} {file.GetBaseException().Message}",
        OptionsValidationException settings => string.Join(Environment.NewLine, settings.Failures),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join(Environment.NewLine, several.InnerExceptions.Select(MessageOf)),
        _ when exception.ConnectionFailure is { } failure =>
            $"The database can't be used: {failure}. Check ConnectionStrings:{StorageServices.ConnectionName}, and that the database"
            + " answers from this machine.",
        _ => null,
    };

    private static void Report(object sender, UnhandledExceptionEventArgs failed)
    {
        if (hasStarted.IsCancellationRequested || failed.ExceptionObject is not Exception exception
            || MessageOf(exception) is not { } message)
            return;
        Console.Error.WriteLine(message);
        Environment.Exit(FailedExitCode);
    }
}
