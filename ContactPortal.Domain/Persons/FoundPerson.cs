namespace ContactPortal.Domain.Persons;

/// <summary>A person of an organisation's directory, as the search finds them (K10).</summary>
/// <param name="Id">The portal's own id.</param>
/// <param name="Key">The <see cref="PersonKey"/>, by which a contact names the person.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address; empty while it is unknown.</param>
/// <param name="HasLeft">Whether the person has left (P5): they are found, but cannot be chosen.</param>
public sealed record FoundPerson(Guid Id, string Key, string Name, string Email, bool HasLeft)
{
    /// <summary>The RID; empty for a person without one.</summary>
    public string Rid => Persons.Rid.TryParse(Key, out _) ? Key : "";
}
