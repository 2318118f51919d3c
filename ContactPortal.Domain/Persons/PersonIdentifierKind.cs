namespace ContactPortal.Domain.Persons;

/// <summary>The kinds of identifiers by which other systems know a person (P1).</summary>
public enum PersonIdentifierKind
{
    /// <summary>The resource id in the organisation's certificate: digits; may be reissued.</summary>
    Rid,

    /// <summary>The professional UUID of MitID Erhverv: one for each role in one organisation.</summary>
    ProfessionalUuid,

    /// <summary>The id in the organisation's own directory: SCIM's <c>externalId</c>, Entra ID's object id.</summary>
    DirectoryId,

    /// <summary>The subject of sign-ins at one issuer.</summary>
    Subject,
}
