using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Live;
using ContactPortal.Domain.Organisations;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Live;

/// <summary>A live component that shows the roster of the actor's organisation; it has the roster from its first drawing on.</summary>
public abstract partial class RosterComponent : LiveComponent
{
    private readonly CancellationTokenSource gone = new();
    private RosterWatch? watch;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The newest roster; null until the first one is there.</summary>
    protected ContactRoster? Roster { get; private set; }

    /// <summary>Ends when the component leaves the page.</summary>
    protected CancellationToken Gone => gone.Token;

    /// <summary>Whether the page says elsewhere that the roster can't be loaded: then this is left out until it can.</summary>
    protected virtual bool IsAside => false;

    [Inject]
    private RosterStore Rosters { get; set; } = null!;

    [Inject]
    private ILogger<RosterComponent> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            Roster = await Rosters.CurrentAsync(Actor.Organisation, Gone);
        }
        catch (Exception exception) when (IsAside && exception is not OperationCanceledException)
        {
            LogNotLoaded(Logger, Actor.Organisation, exception);
        }
    }

    /// <inheritdoc />
    protected override IDisposable Watch() => watch = Rosters.Watch(Actor.Organisation, Changed);

    /// <inheritdoc />
    protected override bool TakeNewest()
    {
        if (watch?.Current is not { } newest || ReferenceEquals(newest, Roster))
            return false;
        var before = Roster;
        Roster = newest;
        return before is null || ShownOf(newest) is not { } shown || !shown.Equals(ShownOf(before));
    }

    /// <summary>
    /// What the component shows of a roster, as a value that is equal when it would look the same and then is not drawn anew; null when
    /// it is drawn for every roster.
    /// </summary>
    protected virtual object? ShownOf(ContactRoster roster) => null;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        gone.Cancel();
        gone.Dispose();
        base.Dispose(disposing);
    }

    [LoggerMessage(LogLevel.Error, "The roster of organisation {Organisation} could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, OrganisationCode organisation, Exception exception);
}
