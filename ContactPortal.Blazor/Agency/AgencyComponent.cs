using ContactPortal.Blazor.Live;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Agency;

/// <summary>Base of the pages that show the agency's snapshot, live, to those who may look contacts up (A1, A2).</summary>
public abstract class AgencyComponent : LiveComponent
{
    /// <summary>The signed-in person.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>What the page shows: null until it is loaded, and for those who may not look contacts up.</summary>
    protected AgencySnapshot? Snapshot { get; private set; }

    [Inject]
    private AgencySnapshotCache Cache { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (!Actor.May(Actions.LookUpContacts))
            return;
        var loaded = await Cache.CurrentAsync(Actor, Disposed);

        // A newer one may have been loaded meanwhile.
        Replace(loaded.Municipalities.IsEmpty ? loaded : Cache.Latest(Actor));
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe() => Cache.Subscribe(NotifyChanged);

    /// <inheritdoc />
    protected override bool ApplyLatest() => Snapshot is { Municipalities.IsEmpty: false } && Replace(Cache.Latest(Actor));

    /// <summary>Called when <see cref="Snapshot"/> has been replaced; returns whether the page looks different.</summary>
    /// <param name="former">The one before; null for the first.</param>
    protected abstract bool Apply(AgencySnapshot? former);

    private bool Replace(AgencySnapshot newest)
    {
        var former = Snapshot;
        Snapshot = newest;
        return !ReferenceEquals(former, newest) && Apply(former);
    }
}
