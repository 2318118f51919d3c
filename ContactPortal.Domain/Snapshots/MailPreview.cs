using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Snapshots;

/// <summary>A recipient of a mail; compared by RID alone.</summary>
/// <param name="Rid">The person's RID; empty while it has not been typed yet.</param>
/// <param name="Name">The name; empty while it has not been typed yet.</param>
public sealed record MailRecipient(string Rid, string Name)
{
    /// <inheritdoc />
    public bool Equals(MailRecipient? other) => other?.Rid == Rid;

    /// <inheritdoc />
    public override int GetHashCode() => Rid.GetHashCode(StringComparison.Ordinal);
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
        var left = snapshot.Active.Where(c => c.HolderLeft is not null).Select(c => c.Values.Rid).ToHashSet();
        var today = snapshot.Contacts.ToImmutableDictionary(c => c.Id, c => c.Values);
        var after = today.SetItem(draft.ContactId ?? Guid.Empty, draft.Typed.Normalised());
        return new(
            [.. snapshot.DeliveryTypes.Select(type => ReceiptOf(type, [.. today.Values], [.. after.Values], left))],
            !after.Values.Any(c => !c.Deactivated));
    }

    /// <summary>
    /// The active contacts that get a type's receipt: those responsible for it, or all when nobody is or one of them has left (D4, D5, P5).
    /// </summary>
    /// <param name="deliveryType">The code of the type.</param>
    /// <param name="contacts">The contacts.</param>
    /// <param name="left">The RIDs of contacts whose person has left; null for none.</param>
    public static ImmutableArray<ContactValues> RecipientsOf(
        string deliveryType, IEnumerable<ContactValues> contacts, IReadOnlySet<string>? left = null)
    {
        ImmutableArray<ContactValues> active = [.. contacts.Where(c => !c.Deactivated)];
        return active.Any(c => c.Responsibilities.Contains(deliveryType) && left?.Contains(c.Rid) == true)
            ? active
            : Mail.Recipients.ResponsibleOrAll(active, c => c.Responsibilities.Contains(deliveryType));
    }

    private static ReceiptPreview ReceiptOf(
        DeliveryType type, ImmutableArray<ContactValues> today, ImmutableArray<ContactValues> after, IReadOnlySet<string> left)
    {
        var (before, then) = (Recipients(type, today, left), Recipients(type, after, left));
        return new(
            type,
            then,
            [.. then.Except(before)],
            [.. before.Except(then)],
            !after.Any(c => !c.Deactivated && c.Responsibilities.Contains(type.Code)));
    }

    private static ImmutableArray<MailRecipient> Recipients(
        DeliveryType type, ImmutableArray<ContactValues> contacts, IReadOnlySet<string> left) =>
        [.. RecipientsOf(type.Code, contacts, left)
            .Select(c => new MailRecipient(c.Rid, c.Name)).OrderBy(r => r.Name, DanishCollation.Names)];
}
