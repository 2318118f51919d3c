using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Snapshots;

/// <summary>A recipient of a mail; compared by the person, whose RID may have been somebody else's.</summary>
/// <param name="PersonId">The person's UUID; empty for one who is only typed yet, and compared by the RID.</param>
/// <param name="Rid">The RID; empty while it has not been typed yet.</param>
/// <param name="Name">The name; empty while it has not been typed yet.</param>
public sealed record MailRecipient(Guid PersonId, string Rid, string Name)
{
    private string TypedRid => PersonId == Guid.Empty ? Rid : "";

    /// <inheritdoc />
    public bool Equals(MailRecipient? other) => (other?.PersonId, other?.TypedRid) == (PersonId, TypedRid);

    /// <inheritdoc />
    public override int GetHashCode() => (PersonId, TypedRid).GetHashCode();
}

/// <summary>The recipients of a type's next receipt, and how the draft changes them.</summary>
/// <param name="Type">The type.</param>
/// <param name="Recipients">Who gets it after the draft is saved.</param>
/// <param name="Begin">Those of them who don't get it today.</param>
/// <param name="Stop">Those who get it today but not afterwards.</param>
/// <param name="NobodyAnswers">Whether nobody is responsible for the type, so that the receipt goes to all active contacts (D5).</param>
public sealed record ReceiptPreview(
    DeliveryType Type, ImmutableArray<MailRecipient> Recipients, ImmutableArray<MailRecipient> Begin, ImmutableArray<MailRecipient> Stop,
    bool NobodyAnswers);

/// <summary>"Hvem får mailen?": the effect of saving a draft on the mails (K18).</summary>
/// <param name="Receipts">The receipts, by type.</param>
/// <param name="NobodyAtAll">Whether the municipality would be left without any active contact.</param>
public sealed record MailPreview(ImmutableArray<ReceiptPreview> Receipts, bool NobodyAtAll)
{
    /// <summary>The preview of saving the draft, compared with the snapshot.</summary>
    public static MailPreview Of(OrganisationSnapshot snapshot, ContactDraft draft)
    {
        var today = snapshot.Contacts.ToImmutableDictionary(c => c.Id);
        var after = today.SetItem(draft.ContactId ?? Guid.Empty, AfterSaving(snapshot, draft));
        return new(
            [.. snapshot.DeliveryTypes.Select(type => ReceiptOf(type, [.. today.Values], [.. after.Values]))],
            !after.Values.Any(c => !c.Values.Deactivated));
    }

    /// <summary>
    /// The active contacts that get a type's receipt: those responsible for it, or all when nobody is or one of them has left (D4, D5, P5).
    /// </summary>
    /// <param name="deliveryType">The code of the type.</param>
    /// <param name="contacts">The contacts, with whose person has left.</param>
    public static ImmutableArray<ContactView> RecipientsOf(string deliveryType, IEnumerable<ContactView> contacts)
    {
        ImmutableArray<ContactView> active = [.. contacts.Where(c => !c.Values.Deactivated)];
        return active.Any(c => IsResponsible(c) && c.HolderLeft is not null)
            ? active
            : Mail.Recipients.ResponsibleOrAll(active, IsResponsible);

        bool IsResponsible(ContactView contact) => contact.Values.Responsibilities.Contains(deliveryType);
    }

    // With another RID it is another person, whom only the directory knows; somebody who has left cannot be chosen.
    private static ContactView AfterSaving(OrganisationSnapshot snapshot, ContactDraft draft)
    {
        var values = draft.Typed.Normalised();
        return draft.ContactId is { } id && snapshot.Find(id) is { } stored && stored.Values.Rid == values.Rid
            ? stored with { Values = values }
            : new(draft.ContactId ?? Guid.Empty, Guid.Empty, default, 0, values, default, Guid.Empty, "");
    }

    private static ReceiptPreview ReceiptOf(DeliveryType type, ImmutableArray<ContactView> today, ImmutableArray<ContactView> after)
    {
        var (before, then) = (Recipients(type, today), Recipients(type, after));
        return new(
            type,
            then,
            [.. then.Except(before)],
            [.. before.Except(then)],
            !after.Any(c => !c.Values.Deactivated && c.Values.Responsibilities.Contains(type.Code)));
    }

    private static ImmutableArray<MailRecipient> Recipients(DeliveryType type, ImmutableArray<ContactView> contacts) =>
        [.. RecipientsOf(type.Code, contacts)
            .Select(c => new MailRecipient(c.PersonId, c.Values.Rid, c.Values.Name)).OrderBy(r => r.Name, DanishCollation.Names)];
}
