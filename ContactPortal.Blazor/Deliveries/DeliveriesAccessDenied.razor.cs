using ContactPortal.Domain.Access;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>Shown in place of the deliveries to a person without the right (D1).</summary>
public sealed partial class DeliveriesAccessDenied
{
    private bool failed;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The organisation's administrators and requests.</summary>
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
            LogAskFailed(Logger, exception.FailureLevel, exception);
            failed = true;
        }
    }

    [LoggerMessage("A request for the right could not be recorded")]
    private static partial void LogAskFailed(ILogger logger, LogLevel level, Exception exception);
}
