namespace ContactPortal.Domain.Persons;

/// <summary>A person as shown in the directory (P4).</summary>
/// <param name="Id">The portal's own id.</param>
/// <param name="Version">The number of the newest history entry; 0 for a person who was imported and not changed since.</param>
/// <param name="Values">The values as they are stored.</param>
/// <param name="IsLocalAdministrator">Whether the person is a local administrator.</param>
/// <param name="LeftAt">When the person left; null while the person works for the organisation (P5).</param>
/// <param name="LastSignInAt">When the person last signed in, to within an hour; null when no sign-in has been recorded.</param>
public sealed record PersonEntry(
    Guid Id, long Version, PersonValues Values, bool IsLocalAdministrator, DateTimeOffset? LeftAt, DateTimeOffset? LastSignInAt)
{
    /// <summary>The view of a person row.</summary>
    public static PersonEntry Of(Person person) => new(
        person.Id, person.Version, person.Values, person.IsLocalAdministrator, person.LeftAt, person.LastSignInAt);
}
