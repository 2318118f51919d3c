namespace ContactPortal.Domain.Persons;

/// <summary>Why a sign-in matches a person only partly (P2).</summary>
public enum IdentityMismatch
{
    /// <summary>The RID is the person's, but the professional UUID is another.</summary>
    OtherUuid,

    /// <summary>The professional UUID is the person's, but the RID is somebody else's.</summary>
    OtherRid,

    /// <summary>RID or UUID are the person's, but the person signs in as another subject at the same issuer.</summary>
    OtherSubject,

    /// <summary>RID or UUID are the person's, but the person has signed in at another issuer only.</summary>
    OtherIssuer,

    /// <summary>The identifiers were those of a person who has left (P5).</summary>
    LeftPerson,

    /// <summary>RID or UUID are the person's, but the id in the organisation's directory is somebody else's (P8).</summary>
    OtherDirectoryId,

    /// <summary>The id in the organisation's directory is the person's, but RID or UUID are others than are known (P8).</summary>
    SameDirectoryId,
}
