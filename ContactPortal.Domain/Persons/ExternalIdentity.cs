using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>The identity that a provider asserts at sign-in.</summary>
/// <param name="Issuer">The provider's issuer identifier.</param>
/// <param name="Subject">The person's id at the issuer.</param>
public sealed record ExternalIdentity(string Issuer, string Subject)
{
    /// <summary>The CVR number that the sign-in is for, or null when it names none.</summary>
    public string? Cvr { get; init; }

    /// <summary>The organisation with that CVR number; null when the sign-in names none, or an unknown one.</summary>
    public OrganisationCode? Organisation { get; init; }

    /// <summary>The RID in that organisation's certificate, or null when the sign-in names none.</summary>
    public Rid? Rid { get; init; }

    /// <summary>The professional UUID in that organisation, or null when the sign-in names none.</summary>
    public Guid? ProfessionalUuid { get; init; }

    /// <summary>
    /// The person's id in the organisation's own directory (P8), as it is compared; null when the sign-in names none, or its issuer is not
    /// trusted to say so.
    /// </summary>
    public string? DirectoryId { get; init; }

    /// <summary>The name as stated by the provider, not validated; empty when it states none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The e-mail address as stated by the provider, not validated; empty when it states none.</summary>
    public string Email { get; init; } = "";

    /// <summary>Whether issuer and subject are present, and short enough to be stored.</summary>
    internal bool HasValidSubject =>
        Issuer.Length is > 0 and <= PersonIdentifier.LongestIssuer && Subject.Length is > 0 and <= PersonIdentifier.LongestValue;
}
