using System.Collections.Frozen;
using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;

namespace ContactPortal.Domain.Snapshots;

/// <summary>A contact as a roster shows it.</summary>
/// <param name="Id">The place's id.</param>
/// <param name="PersonId">The UUID of who holds the place.</param>
/// <param name="HeldSince">Since when.</param>
/// <param name="Version">The number of the change that made it so; a row is drawn anew only when it grows.</param>
/// <param name="Values">Its fields as they are stored.</param>
/// <param name="ChangedAt">When it was last changed.</param>
/// <param name="ChangedById">The UUID of who did it.</param>
/// <param name="ChangedBy">The name of who did it.</param>
public sealed record ContactView(
    Guid Id, Guid PersonId, DateTimeOffset HeldSince, long Version, ContactValues Values, DateTimeOffset ChangedAt, Guid ChangedById, string ChangedBy)
{
    /// <summary>The contact as it stands in the database.</summary>
    public static ContactView Of(Contact contact) =>
        new(contact.Id, contact.PersonId, contact.HeldSince, contact.Version, contact.Values, contact.ChangedAt, contact.ChangedById, contact.ChangedBy);
}

/// <summary>
/// All contacts of one organisation at one moment: immutable, loaded once per change and process, and shared by every open page of
/// that organisation (K12).
/// </summary>
public sealed class OrganisationSnapshot
{
    private readonly FrozenDictionary<Guid, ContactView> byId;
    private readonly FrozenDictionary<Guid, AddressBounce> bounces;
    private Comparison? newest;

    /// <summary>A snapshot of that organisation after the change with that number.</summary>
    public OrganisationSnapshot(
        OrganisationCode organisation, long number, ImmutableArray<DeliveryType> deliveryTypes, ImmutableArray<ContactView> contacts,
        RightsSnapshot rights, ImmutableArray<DeliverySummary> deliveries, ImmutableArray<Absence> absences,
        ImmutableArray<AddressBounce> bounces, int unaddressedMails)
    {
        (Organisation, Version, DeliveryTypes, Contacts) = (organisation, number, deliveryTypes, contacts);
        (Rights, Deliveries, Absences, UnaddressedMails) = (rights, deliveries, absences, unaddressedMails);
        this.bounces = bounces.ToFrozenDictionary(b => b.ContactId);
        byId = contacts.ToFrozenDictionary(c => c.Id);
        Active = [.. contacts.Where(c => !c.Values.Deactivated)];
        Deactivated = [.. contacts.Where(c => c.Values.Deactivated)];
    }

    /// <summary>The organisation.</summary>
    public OrganisationCode Organisation { get; }

    /// <summary>The number of the organisation's newest change that is in it for certain.</summary>
    public long Version { get; }

    /// <summary>The delivery types, in the order of the overview's columns.</summary>
    public ImmutableArray<DeliveryType> DeliveryTypes { get; }

    /// <summary>All contacts, deactivated ones too, by name in Danish order.</summary>
    public ImmutableArray<ContactView> Contacts { get; }

    /// <summary>Who holds the right, asks for it and grants it (U1).</summary>
    public RightsSnapshot Rights { get; }

    /// <summary>The deliveries of the last months; shown to holders of TASS Opfølgning alone (D1).</summary>
    public ImmutableArray<DeliverySummary> Deliveries { get; }

    /// <summary>The absences that are not over, the next one first (K19).</summary>
    public ImmutableArray<Absence> Absences { get; }

    /// <summary>How many mails wait for a contact that they can be sent to (D5).</summary>
    public int UnaddressedMails { get; }

    /// <summary>The contacts that the overview shows and the mails go to.</summary>
    public ImmutableArray<ContactView> Active { get; }

    /// <summary>The deactivated contacts (K9).</summary>
    public ImmutableArray<ContactView> Deactivated { get; }

    /// <summary>The contact with that id, or null when the organisation has none.</summary>
    public ContactView? Find(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>That mails to the contact's address come back, or null (D7).</summary>
    public AddressBounce? BounceOf(ContactView contact) =>
        bounces.GetValueOrDefault(contact.Id) is { } bounce && bounce.Address == contact.Values.Email ? bounce : null;

    /// <summary>The contacts that are new or other than in an earlier snapshot; every open page asks that of the same one.</summary>
    public ImmutableArray<ContactView> ChangedSince(OrganisationSnapshot earlier)
    {
        if (newest is { } known && known.Earlier.TryGetTarget(out var compared) && ReferenceEquals(compared, earlier))
            return known.Changed;
        ImmutableArray<ContactView> changed = [.. Contacts.Where(c => earlier.Find(c.Id)?.Version != c.Version)];
        newest = new(new(earlier), changed);
        return changed;
    }

    // Weak: else every roster would keep the one before it.
    private sealed record Comparison(WeakReference<OrganisationSnapshot> Earlier, ImmutableArray<ContactView> Changed);
}
