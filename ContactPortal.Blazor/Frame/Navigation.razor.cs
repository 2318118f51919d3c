using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Frame;

/// <summary>The ways through the portal; they are there even when what waits at their end can't be counted.</summary>
public sealed partial class Navigation
{
    [Inject]
    private ILogger<Navigation> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            await base.OnInitializedAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotCounted(Logger, Actor.Organisation, exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "What waits for organisation {Organisation} could not be counted")]
    private static partial void LogNotCounted(ILogger logger, OrganisationCode organisation, Exception exception);
}
