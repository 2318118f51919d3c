using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// A live component that shows the snapshot of the actor's organisation; loads it while initializing, also when prerendered.
/// </summary>
public abstract partial class SnapshotComponent : LiveComponent
{
    private SnapshotSubscription? subscription;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The newest snapshot; null until the first one is loaded.</summary>
    protected OrganisationSnapshot? Snapshot { get; private set; }

    /// <summary>Whether the latest load failed.</summary>
    protected bool LoadFailed { get; private set; }

    /// <summary>Whether a failed load is logged and the page shown without this component's data, instead of failing the page.</summary>
    protected virtual bool IsOptional => false;

    [Inject]
    private CircuitSnapshots Snapshots { get; set; } = null!;

    [Inject]
    private ILogger<SnapshotComponent> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <summary>Loads the snapshot and applies it.</summary>
    protected async Task LoadAsync()
    {
        try
        {
            LoadFailed = false;
            var loaded = await Snapshots.CurrentAsync(Actor, Disposed);
            ApplySnapshot(subscription?.Current ?? loaded);
        }
        catch (Exception exception) when (IsOptional && exception is not OperationCanceledException)
        {
            LogNotLoaded(Logger, exception.FailureLevel, Actor.Organisation, exception);
            LoadFailed = true;
        }
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe() => subscription = Snapshots.Subscribe(Actor, NotifyChanged);

    /// <inheritdoc />
    protected override bool ApplyLatest() =>
        subscription?.Current is { } newest && !ReferenceEquals(newest, Snapshot) && ApplySnapshot(newest);

    /// <summary>Applies a snapshot; returns whether the component has to re-render.</summary>
    protected virtual bool ApplySnapshot(OrganisationSnapshot newest)
    {
        var before = Snapshot;
        Snapshot = newest;
        return before is null || RenderKey(newest) is not { } shown || !shown.Equals(RenderKey(before));
    }

    /// <summary>
    /// What the component shows of a snapshot, as a value with equality: the component does not re-render when it is equal to the value for
    /// the snapshot before. Null (the default) re-renders for every snapshot.
    /// </summary>
    protected virtual object? RenderKey(OrganisationSnapshot snapshot) => null;

    [LoggerMessage("The snapshot of organisation {Organisation} could not be loaded")]
    private static partial void LogNotLoaded(ILogger logger, LogLevel level, OrganisationCode organisation, Exception exception);
}
