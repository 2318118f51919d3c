using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Contacts;

/// <summary>A contact's absence, during which a substitute receives its mails as well (K19).</summary>
public sealed class Absence
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The absence's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The absent contact.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The substitute.</summary>
    public required Guid SubstituteId { get; init; }

    /// <summary>The first day, in Denmark.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, in Denmark.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Whether the day is within the absence.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}
