using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>What an identity provider says about whoever signs in.</summary>
/// <param name="Issuer">Who vouches for it.</param>
/// <param name="Subject">The person's id there.</param>
public sealed record ExternalIdentity(string Issuer, string Subject)
{
    /// <summary>The CVR number that the sign-in is for, when it names one.</summary>
    public string? Cvr { get; init; }

    /// <summary>The organisation with that CVR number; null when it names none, or one that the portal does not know.</summary>
    public OrganisationCode? Organisation { get; init; }

    /// <summary>The RID in that organisation's certificate, when it names one.</summary>
    public Rid? Rid { get; init; }

    /// <summary>The professional UUID in that organisation, when it names one.</summary>
    public Guid? ProfessionalUuid { get; init; }

    /// <summary>The name, as the provider gives it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The e-mail address, as the provider gives it.</summary>
    public string Email { get; init; } = "";

    /// <summary>Whether issuer and subject are ones that the portal can keep.</summary>
    internal bool IsKeepable => Issuer.Length is > 0 and <= PersonIdentifier.LongestIssuer && Subject.Length is > 0 and <= PersonIdentifier.LongestValue;
}
