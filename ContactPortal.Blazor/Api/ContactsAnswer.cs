using ContactPortal.Domain.Agency;

namespace ContactPortal.Blazor.Api;

/// <summary>The contacts that a client asked for.</summary>
/// <param name="Contacts">The active contacts, by municipality and name.</param>
internal sealed record ContactsAnswer(IReadOnlyList<ContactAnswer> Contacts)
{
    public static ContactsAnswer Of(IEnumerable<ListedContact> contacts) => new([.. contacts.Select(ContactAnswer.Of)]);
}
