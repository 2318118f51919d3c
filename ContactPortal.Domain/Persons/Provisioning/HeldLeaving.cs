using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// A leaving that a municipality's own directory asked for and that waits for an administrator's answer, since so many leave at a time
/// (P8). Answered ones are kept: an allowed one lets others pass for a time, a refused one is not asked about again for a time.
/// </summary>
public sealed class HeldLeaving
{
    /// <summary>The organisation.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The row's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The UUID of the person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The name of the credential that asked for it.</summary>
    public required string Source { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset HeldAt { get; init; }

    /// <summary>Whether the directory deleted the user, and did not only mark it as inactive.</summary>
    public required bool IsDeletion { get; init; }

    /// <summary>When an administrator answered, or the directory took it back; null while it waits.</summary>
    public DateTimeOffset? AnsweredAt { get; internal set; }

    /// <summary>Whether the administrator allowed it; null while it waits, and when the directory took it back.</summary>
    public bool? IsAllowed { get; internal set; }
}
