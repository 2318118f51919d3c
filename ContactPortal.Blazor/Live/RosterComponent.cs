using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Live;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Live;

/// <summary>A live component that shows the roster of the actor's organisation; it has the roster from its first drawing on.</summary>
public abstract class RosterComponent : LiveComponent
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

    [Inject]
    private RosterStore Rosters { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => Roster = await Rosters.CurrentAsync(Actor.Organisation, Gone);

    /// <inheritdoc />
    protected override IDisposable Watch() => watch = Rosters.Watch(Actor.Organisation, Changed);

    /// <inheritdoc />
    protected override bool TakeNewest()
    {
        if (watch?.Current is not { } newest || ReferenceEquals(newest, Roster))
            return false;
        Roster = newest;
        return true;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        gone.Cancel();
        gone.Dispose();
        base.Dispose(disposing);
    }
}
