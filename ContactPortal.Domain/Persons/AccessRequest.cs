using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>What somebody who signed in asks for.</summary>
public enum AccessRequestKind
{
    /// <summary>To be added to the directory (P3).</summary>
    NewPerson,

    /// <summary>To be taken for a person that the directory has: is it the same (P2)?</summary>
    IdentityQuestion,
}

/// <summary>
/// That somebody who signed in asks the local administrators to be let in, with what the provider said of them, and what the answer was
/// (P2, P3). It is a task until it is answered.
/// </summary>
public sealed class AccessRequest
{
    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>The organisation that the sign-in was for.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The request's own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is asked for.</summary>
    public required AccessRequestKind Kind { get; init; }

    /// <summary>Who vouches for the sign-in.</summary>
    public required string Issuer { get; init; }

    /// <summary>The person's id at the issuer.</summary>
    public required string Subject { get; init; }

    /// <summary>The name, as far as the provider gave one that is plain; else empty.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address, when the provider gave one that is valid; else empty.</summary>
    public required string Email { get; init; }

    /// <summary>The RID's digits; empty when the provider gave none.</summary>
    public required string Rid { get; init; }

    /// <summary>The professional UUID, normalised; empty when the provider gave none.</summary>
    public required string ProfessionalUuid { get; init; }

    /// <summary>The person that the identifiers point at, for a question.</summary>
    public Guid? CandidateId { get; init; }

    /// <summary>Why it is a question.</summary>
    public IdentityMismatch? Reason { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was answered; null while it is open.</summary>
    public DateTimeOffset? AnsweredAt { get; internal set; }

    /// <summary>The name of who answered.</summary>
    public string? AnsweredBy { get; internal set; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? RefusedBecause { get; internal set; }

    /// <summary>The person that the asker has become; null while none.</summary>
    public Guid? PersonId { get; internal set; }

    /// <summary>The person that it would become, as the fields show it.</summary>
    public PersonValues Values => new() { Name = Name, Email = Email, Rid = Rid, ProfessionalUuid = ProfessionalUuid };
}
