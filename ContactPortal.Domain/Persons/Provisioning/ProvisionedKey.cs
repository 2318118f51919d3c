namespace ContactPortal.Domain.Persons;

/// <summary>The attributes of a user that a municipality's own directory finds it by, or filters by (P8).</summary>
public enum ProvisionedKey
{
    /// <summary>The portal's own id.</summary>
    Id,

    /// <summary>The user name.</summary>
    UserName,

    /// <summary>The directory's own id.</summary>
    ExternalId,

    /// <summary>The e-mail address at work.</summary>
    WorkEmail,

    /// <summary>The RID.</summary>
    Rid,

    /// <summary>The professional UUID.</summary>
    ProfessionalUuid,

    /// <summary>Whether the person works for the municipality: "true" or "false".</summary>
    Active,
}
