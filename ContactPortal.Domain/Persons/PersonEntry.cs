namespace ContactPortal.Domain.Persons;

/// <summary>A person as the directory's page shows one.</summary>
/// <param name="Id">The portal's own id.</param>
/// <param name="Version">The number of the change that made it so.</param>
/// <param name="Values">What can be corrected, as it is stored.</param>
/// <param name="IsLocalAdministrator">Whether the person is local administrator.</param>
/// <param name="LeftAt">Since when the person has left; null while not.</param>
/// <param name="LastSignInAt">When the person last signed in, to the hour or so; null when never.</param>
/// <param name="HasSignedIn">Whether the person's sign-in is bound: somebody else's can no longer be taken for it.</param>
public sealed record PersonEntry(
    Guid Id, long Version, PersonValues Values, bool IsLocalAdministrator, DateTimeOffset? LeftAt, DateTimeOffset? LastSignInAt, bool HasSignedIn)
{
    /// <summary>The person as it stands in the database.</summary>
    public static PersonEntry Of(Person person) => new(
        person.Id, person.Version, person.Values, person.IsLocalAdministrator, person.LeftAt, person.LastSignInAt, person.IsBound);
}
