using System.Text.RegularExpressions;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Persons;

/// <summary>Maps what a municipality's own directory sends to a person's values, and back (P8). Pure.</summary>
internal static partial class ProvisionedMapping
{
    /// <summary>
    /// The person's values by the attributes. What the directory does not state is kept; RID and UUID of a person who has left are kept as
    /// they were.
    /// </summary>
    public static PersonValues ToValues(ProvisionedState state, PersonValues? before)
    {
        var (attributes, former) = (state.Attributes, before ?? PersonValues.Empty);
        var keepsIdentifiers = before is not null && !state.Active;
        return new PersonValues
        {
            Name = NameOf(attributes) ?? (former.Name.Length > 0 ? former.Name : attributes.UserName),
            Email = EmailOf(attributes) ?? former.Email,
            Rid = keepsIdentifiers ? former.Rid : RidOf(attributes.Rid) ?? former.Rid,
            ProfessionalUuid = keepsIdentifiers ? former.ProfessionalUuid : attributes.ProfessionalUuid ?? former.ProfessionalUuid,
            HasLeft = !state.Active,
        }.Normalised();
    }

    /// <summary>
    /// What the directory reads: the attributes as they were sent; where an administrator has changed the person since, the person's
    /// values.
    /// </summary>
    public static ProvisionedState Read(Person person, ProvisionedUser? user)
    {
        var (values, isActive) = (person.Values, person.LeftAt is null);
        if (user is null)
            return new(OfPerson(person), isActive);

        var read = ProvisionedAttributes.Of(user.Attributes);
        var sent = ToValues(new(read, isActive), values);
        if (sent.Name != values.Name)
            read = read with { DisplayName = values.Name, Name = Split(values.Name) };
        if (sent.Email != values.Email)
            read = read with { Emails = [.. AtWork(values.Email), .. (read.Emails ?? []).Where(e => !e.IsWork)] };
        if (sent.Rid != values.Rid)
            read = read with { Rid = values.Rid };
        if (sent.ProfessionalUuid != values.ProfessionalUuid)
            read = read with { ProfessionalUuid = values.ProfessionalUuid };
        return new(read, isActive);
    }

    /// <summary>The name: the one to display, else the formatted one, else its parts; null when there is none.</summary>
    private static string? NameOf(ProvisionedAttributes attributes) =>
        Present(attributes.DisplayName) ?? Present(attributes.Name?.Formatted)
        ?? Present($"{attributes.Name?.GivenName} {attributes.Name?.FamilyName}");

    /// <summary>
    /// The address: at work, else the primary one, else the first, else the user name if it is one; null when none is stated, empty when
    /// they were cleared.
    /// </summary>
    private static string? EmailOf(ProvisionedAttributes attributes)
    {
        var emails = (attributes.Emails ?? []).Where(e => Present(e.Value) is not null).ToList();
        if ((emails.Find(e => e.IsWork) ?? emails.Find(e => e.Primary == true) ?? emails.FirstOrDefault()) is { } email)
            return WithoutDeletionMark(email.Value!.Trim());
        var userName = WithoutDeletionMark(attributes.UserName.Trim());
        return EmailAddress.IsValid(userName) ? userName : attributes.Emails is null ? null : "";
    }

    // When a user is deleted, Entra ID puts the user's id before the user name, which is no address then.
    private static string WithoutDeletionMark(string address) =>
        DeletionMark().Match(address) is { Success: true } match && EmailAddress.IsValid(match.Groups["address"].Value)
            ? match.Groups["address"].Value
            : address;

    private static string? RidOf(string? text) => text is null ? null : IdentifierText.RidOf(text)?.Digits ?? text.Trim();

    /// <summary>A person whom the directory has not changed yet, as it would be described.</summary>
    private static ProvisionedAttributes OfPerson(Person person) => new()
    {
        UserName = person.Email.Length > 0 ? person.Email : PersonKey.Of(person),
        ExternalId = Present(person.DirectoryId),
        DisplayName = person.Name,
        Name = Split(person.Name),
        Emails = person.Email.Length > 0 ? [.. AtWork(person.Email)] : null,
        Rid = Present(person.Values.Rid),
        ProfessionalUuid = Present(person.Values.ProfessionalUuid),
    };

    private static IEnumerable<ProvisionedEmail> AtWork(string email) => email.Length > 0 ? [ProvisionedEmail.AtWork(email, true)] : [];

    private static ProvisionedName Split(string name) => name.LastIndexOf(' ') is > 0 and var at
        ? new(name, name[(at + 1)..], name[..at])
        : new(name, name);

    private static string? Present(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[0-9a-f]{32}(?<address>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex DeletionMark();
}
