namespace ContactPortal.Domain.Persons;

/// <summary>Why a sign-in is not taken for the person that its identifiers point at (P2).</summary>
public enum IdentityMismatch
{
    /// <summary>The RID is the person's; the professional UUID is another.</summary>
    OtherUuid,

    /// <summary>The professional UUID is the person's; the RID is somebody else's.</summary>
    OtherRid,

    /// <summary>RID or UUID are the person's; at the same issuer the person signs in as another subject.</summary>
    OtherSubject,

    /// <summary>RID or UUID are the person's; so far the person has signed in by another issuer.</summary>
    OtherIssuer,

    /// <summary>The identifiers are those of somebody who has left.</summary>
    LeftPerson,
}
