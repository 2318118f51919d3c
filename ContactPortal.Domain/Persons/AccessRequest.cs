using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// A request for access by somebody who has signed in but may not act for the organisation yet, with the provider's information about them
/// and the answer (P2, P3). It is a task of the local administrators until it is answered.
/// </summary>
public sealed class AccessRequest
{
    /// <summary>The maximum length of a reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>The organisation that the sign-in was for.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The request's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of request.</summary>
    public required AccessRequestKind Kind { get; init; }

    /// <summary>The issuer of the sign-in.</summary>
    public required string Issuer { get; init; }

    /// <summary>The requester's id at the issuer.</summary>
    public required string Subject { get; init; }

    /// <summary>The name that the provider states, as plain text; empty when it states none.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address that the provider states; empty when it states no valid one.</summary>
    public required string Email { get; init; }

    /// <summary>The digits of the RID; empty when the provider states none.</summary>
    public required string Rid { get; init; }

    /// <summary>The professional UUID in lower case with dashes; empty when the provider states none.</summary>
    public required string ProfessionalUuid { get; init; }

    /// <summary>The person who is partly matched by an identity question; else null.</summary>
    public Guid? CandidateId { get; init; }

    /// <summary>Why the match of an identity question is only partial; else null.</summary>
    public IdentityMismatch? Reason { get; init; }

    /// <summary>When the request was made.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was answered; null while it is open.</summary>
    public DateTimeOffset? AnsweredAt { get; internal set; }

    /// <summary>The name of the person who answered it; null while it is open.</summary>
    public string? AnsweredBy { get; internal set; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? RefusedBecause { get; internal set; }

    /// <summary>The person that the sign-in was bound to; null unless the request was granted.</summary>
    public Guid? PersonId { get; internal set; }

    /// <summary>The provider's information as values of a person.</summary>
    public PersonValues Values => new() { Name = Name, Email = Email, Rid = Rid, ProfessionalUuid = ProfessionalUuid };

    /// <summary>The request of a sign-in, with what the provider states; an identity question if it matches a person only partly.</summary>
    internal static AccessRequest Of(
        ExternalIdentity identity, OrganisationCode organisation, SignInMatch.Question? question, DateTimeOffset at) => new()
        {
            Organisation = organisation,
            Id = Guid.CreateVersion7(at),
            Kind = question is null ? AccessRequestKind.NewPerson : AccessRequestKind.IdentityQuestion,
            Issuer = identity.Issuer,
            Subject = identity.Subject,
            Name = PlainText.Sanitise(identity.Name, PersonRules.LongestName),
            Email = PersonUpdates.ValidEmailOrEmpty(identity.Email),
            Rid = identity.Rid.Digits,
            ProfessionalUuid = PersonUpdates.FormatUuid(identity.ProfessionalUuid),
            CandidateId = question?.CandidateId,
            Reason = question?.Reason,
            AskedAt = at,
        };
}
