using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Agency;

/// <summary>
/// That the agency looked a contact up (A1): one row for each contact, kept with the contact's municipality, so that its person can read
/// when and for which purpose (O4). Who looked is kept for the agency's own control, and not shown to the person.
/// </summary>
public sealed class LookUp
{
    /// <summary>The municipality of the contact.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The look-up's id, in the order of time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The contact.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The person who was the contact then.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How.</summary>
    public required LookUpKind Kind { get; init; }

    /// <summary>What for.</summary>
    public required LookUpPurposeKind Purpose { get; init; }

    /// <summary>What for, in words; empty when the kind says it.</summary>
    public required string PurposeText { get; init; }

    /// <summary>The person of the agency who looked; null for a system.</summary>
    public Guid? ById { get; init; }

    /// <summary>The name of the system that looked, as the API knows it; null for a person.</summary>
    public string? ByClient { get; init; }

    /// <summary>The id that all contacts of one look-up have in common, such as those saved in one file.</summary>
    public required Guid Batch { get; init; }
}
