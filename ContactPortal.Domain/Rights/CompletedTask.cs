using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Rights;

/// <summary>A task about a right granted in another system that a local administrator has marked as done (U4).</summary>
public sealed class CompletedTask
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The person that the task is about.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What the task was.</summary>
    public required RightsTaskKind Kind { get; init; }

    /// <summary>When it was marked as done; a task that arises later is a new one.</summary>
    public required DateTimeOffset CompletedAt { get; set; }
}
