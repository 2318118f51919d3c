using ContactPortal.Domain.Access;
using ContactPortal.Domain.Rights;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>What somebody without the right sees in place of the deliveries.</summary>
public sealed partial class DeliveriesAccessDenied
{
    private bool failed;

    /// <summary>Who stands before it.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>Who grants the right, and what the person has asked for.</summary>
    [Parameter, EditorRequired]
    public required RightsSnapshot Rights { get; set; }

    [Inject]
    private RightsService Service { get; set; } = null!;

    [Inject]
    private IOptions<RightsOptions> Options { get; set; } = null!;

    [Inject]
    private ILogger<DeliveriesAccessDenied> Logger { get; set; } = null!;

    private async Task AskAsync()
    {
        try
        {
            failed = await Service.AskAsync(Actor, CancellationToken.None) != RightsOutcome.Done;
        }
        catch (Exception exception)
        {
            LogAskFailed(Logger, exception);
            failed = true;
        }
    }

    [LoggerMessage(LogLevel.Error, "A request for the right could not be recorded")]
    private static partial void LogAskFailed(ILogger logger, Exception exception);
}
