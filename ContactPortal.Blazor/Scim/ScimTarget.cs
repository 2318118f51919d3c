namespace ContactPortal.Blazor.Scim;

/// <summary>What a path of an attribute names.</summary>
internal enum ScimTarget
{
    /// <summary>An attribute of SCIM's own schemas that the portal does not keep; accepted, and ignored.</summary>
    Ignored,

    /// <summary>An attribute that only the portal sets: <c>meta</c>, <c>groups</c>.</summary>
    ReadOnly,

    /// <summary>The id, which only the portal sets.</summary>
    Id,

    /// <summary>No attribute that SCIM or the portal knows.</summary>
    Unknown,

    UserName,
    ExternalId,
    DisplayName,
    Active,
    Name,
    Emails,
    Rid,
    ProfessionalUuid,

    /// <summary>The whole extension: an object with its attributes.</summary>
    Extension,
}
