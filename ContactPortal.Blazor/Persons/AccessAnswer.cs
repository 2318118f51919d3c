using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Persons;

/// <summary>An answer to an access request.</summary>
/// <param name="Request">The request.</param>
public abstract record AccessAnswer(AccessRequest Request)
{
    /// <summary>Adds the person, with corrected values; null for those that the provider stated.</summary>
    public sealed record Admit(AccessRequest Request, PersonValues? Corrected) : AccessAnswer(Request);

    /// <summary>Refuses the request.</summary>
    public sealed record Refuse(AccessRequest Request, string Reason) : AccessAnswer(Request);

    /// <summary>Confirms that it is the person in the directory.</summary>
    public sealed record SamePerson(AccessRequest Request) : AccessAnswer(Request);

    /// <summary>Adds another person than the one in the directory; corrected values as above.</summary>
    public sealed record AnotherPerson(AccessRequest Request, PersonValues? Corrected) : AccessAnswer(Request);
}
