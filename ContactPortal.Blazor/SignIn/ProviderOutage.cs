namespace ContactPortal.Blazor.SignIn;

/// <summary>
/// Says once in the log that nobody can sign in, when the provider does not answer or refuses the portal, and once that it works again.
/// </summary>
internal sealed partial class ProviderOutage(ILogger<ProviderOutage> logger)
{
    private int outage;

    /// <summary>Records a request to the provider that failed.</summary>
    public void Record(SignInFault fault)
    {
        if (Interlocked.Exchange(ref outage, 1) == 1)
            return;
        if (fault.Kind is SignInFaultKind.ClientRefused)
            LogRefused(logger, fault.Text);
        else
            LogUnavailable(logger, fault.Text);
    }

    /// <summary>Records that the provider has signed somebody in.</summary>
    public void RecordSuccess()
    {
        if (Interlocked.Exchange(ref outage, 0) == 1)
            LogAvailable(logger);
    }

    [LoggerMessage(LogLevel.Error, "Nobody can sign in: the provider does not answer ({Fault})")]
    private static partial void LogUnavailable(ILogger logger, string fault);

    [LoggerMessage(
        LogLevel.Error, "Nobody can sign in: the provider refuses the portal ({Fault}). Check SignIn:ClientId and SignIn:ClientSecret")]
    private static partial void LogRefused(ILogger logger, string fault);

    [LoggerMessage(LogLevel.Information, "The provider signs in again")]
    private static partial void LogAvailable(ILogger logger);
}
