using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Agency;

/// <summary>
/// An active contact as the agency finds it, prepared for searching (A1). Immutable; a snapshot of the agency keeps the instance while
/// the contact looks the same, so that pages compare by reference.
/// </summary>
public sealed class ListedContact
{
    private readonly SearchText name;
    private readonly SearchText email;
    private readonly SearchText municipality;

    private ListedContact(Organisation organisation, ContactView contact, ContactProblem problems, DateOnly? absentUntil)
    {
        (Municipality, Contact, Problems, AbsentUntil) = (organisation, contact, problems, absentUntil);
        (name, email) = (SearchText.Of(contact.Values.Name), SearchText.Of(contact.Values.Email));
        municipality = SearchText.Of(organisation.Name);
    }

    /// <summary>Its municipality.</summary>
    public Organisation Municipality { get; }

    /// <summary>The contact.</summary>
    public ContactView Contact { get; }

    /// <summary>What is wrong with it.</summary>
    public ContactProblem Problems { get; }

    /// <summary>The last day of its present absence; null for none (K19).</summary>
    public DateOnly? AbsentUntil { get; }

    /// <summary>The contact as it stands in a snapshot on that day.</summary>
    public static ListedContact Of(Organisation municipality, OrganisationSnapshot snapshot, ContactView contact, DateOnly today)
    {
        DateOnly? absentUntil = null;
        foreach (var absence in snapshot.Absences)
        {
            if (absence.ContactId == contact.Id && absence.Covers(today) && !(absentUntil > absence.Until))
                absentUntil = absence.Until;
        }

        var problems = (snapshot.BounceOf(contact) is null ? ContactProblem.None : ContactProblem.MailsComeBack)
            | (contact.HolderLeft is null ? ContactProblem.None : ContactProblem.HasLeft)
            | (contact.HolderLeft is not null || snapshot.Rights.Holds(contact.PersonId) ? ContactProblem.None : ContactProblem.LacksRight)
            | (absentUntil is null ? ContactProblem.None : ContactProblem.IsAbsent);
        return new(municipality, contact, problems, absentUntil);
    }

    /// <summary>Whether both look the same; a contact of the same version has the same fields.</summary>
    public bool LooksLike(ListedContact other) =>
        (Contact.Id, Contact.Version, Contact.HolderLeft, Problems, AbsentUntil)
            == (other.Contact.Id, other.Contact.Version, other.Contact.HolderLeft, other.Problems, other.AbsentUntil);

    /// <summary>
    /// Whether the word is a part of the municipality's name, of the name or of the e-mail address, or, if it is of digits alone, a part of
    /// a phone number or the beginning of the RID.
    /// </summary>
    internal bool Matches(SearchText word, string? digits) =>
        name.RankOf(word) is not null || municipality.RankOf(word) is not null || email.RankOf(word) is not null
            || (digits is not null && MatchesDigits(digits));

    /// <summary>Whether the digits are a part of a phone number or the beginning of the RID.</summary>
    internal bool MatchesDigits(string digits) =>
        Contact.Values.Mobile.Contains(digits, StringComparison.Ordinal)
            || Contact.Values.Phone.Contains(digits, StringComparison.Ordinal)
            || Contact.Values.Rid.StartsWith(digits, StringComparison.Ordinal);
}
