using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Live;

/// <summary>A live component that shows the roster of the actor's organisation; it has the roster from its first drawing on.</summary>
public abstract partial class SnapshotComponent : LiveComponent
{
    private SnapshotSubscription? subscription;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The newest roster; null until the first one is there.</summary>
    protected OrganisationSnapshot? Snapshot { get; private set; }

    /// <summary>Whether the roster could not be loaded the last time.</summary>
    protected bool LoadFailed { get; private set; }

    /// <summary>Whether the page goes on without this component when the roster can't be loaded, until it can.</summary>
    protected virtual bool IsOptional => false;

    [Inject]
    private SnapshotCache Snapshots { get; set; } = null!;

    [Inject]
    private ILogger<SnapshotComponent> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <summary>Loads the roster, and applies it.</summary>
    protected async Task LoadAsync()
    {
        try
        {
            LoadFailed = false;
            var loaded = await Snapshots.CurrentAsync(Actor.Organisation, Disposed);
            ApplySnapshot(subscription?.Current ?? loaded);
        }
        catch (Exception exception) when (IsOptional && exception is not OperationCanceledException)
        {
            LogNotLoaded(Logger, Actor.Organisation, exception);
            LoadFailed = true;
        }
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe() => subscription = Snapshots.Subscribe(Actor.Organisation, NotifyChanged);

    /// <inheritdoc />
    protected override bool ApplyLatest() => subscription?.Current is { } newest && !ReferenceEquals(newest, Snapshot) && ApplySnapshot(newest);

    /// <summary>Takes a roster over; says whether the component looks different with it.</summary>
    protected virtual bool ApplySnapshot(OrganisationSnapshot newest)
    {
        var before = Snapshot;
        Snapshot = newest;
        return before is null || RenderKey(newest) is not { } shown || !shown.Equals(RenderKey(before));
    }

    /// <summary>
    /// What the component shows of a roster, as a value that is equal when it would look the same and then is not drawn anew; null when
    /// it is drawn for every roster.
    /// </summary>
    protected virtual object? RenderKey(OrganisationSnapshot snapshot) => null;

    [LoggerMessage(LogLevel.Error, "The roster of organisation {Organisation} could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, OrganisationCode organisation, Exception exception);
}
