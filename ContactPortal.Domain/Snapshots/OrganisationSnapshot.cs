using System.Collections.Frozen;
using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;

namespace ContactPortal.Domain.Snapshots;

/// <summary>
/// An organisation's contacts, rights, delivery summaries, absences and bounces at one moment: immutable, loaded once per change and
/// process, and shared by every open page of that organisation (K12).
/// </summary>
public sealed class OrganisationSnapshot
{
    private readonly FrozenDictionary<Guid, ContactView> byId;
    private readonly FrozenDictionary<string, AddressBounce> bounces;
    private Comparison? newest;

    /// <summary>A snapshot that contains at least the changes up to that version.</summary>
    public OrganisationSnapshot(
        OrganisationCode organisation, long version, ImmutableArray<DeliveryType> deliveryTypes, ImmutableArray<ContactView> contacts,
        RightsSnapshot rights, ImmutableArray<DeliverySummary> deliveries, ImmutableArray<Absence> absences,
        ImmutableArray<AddressBounce> bounces, int unaddressedMails, PersonTasks? persons = null)
    {
        (Organisation, Version, DeliveryTypes, Contacts) = (organisation, version, deliveryTypes, contacts);
        (Rights, Deliveries, Absences, UnaddressedMails) = (rights, deliveries, absences, unaddressedMails);
        Persons = persons ?? PersonTasks.Empty;
        this.bounces = bounces.ToFrozenDictionary(b => b.Address);
        byId = contacts.ToFrozenDictionary(c => c.Id);
        Active = [.. contacts.Where(c => !c.Values.Deactivated)];
        Deactivated = [.. contacts.Where(c => c.Values.Deactivated)];
    }

    /// <summary>The organisation.</summary>
    public OrganisationCode Organisation { get; }

    /// <summary>The version of the newest change that is certainly included.</summary>
    public long Version { get; }

    /// <summary>The delivery types, in the order of the overview's columns.</summary>
    public ImmutableArray<DeliveryType> DeliveryTypes { get; }

    /// <summary>All contacts, deactivated ones too, by name in Danish order.</summary>
    public ImmutableArray<ContactView> Contacts { get; }

    /// <summary>Who holds the right, asks for it and grants it (U1).</summary>
    public RightsSnapshot Rights { get; }

    /// <summary>The persons who have left, and the open access requests (P2, P3, P5).</summary>
    public PersonTasks Persons { get; }

    /// <summary>The deliveries of the last months; shown to holders of TASS Opfølgning alone (D1).</summary>
    public ImmutableArray<DeliverySummary> Deliveries { get; }

    /// <summary>The current and future absences, by start date (K19).</summary>
    public ImmutableArray<Absence> Absences { get; }

    /// <summary>How many mails wait because the organisation has no active contact (D5).</summary>
    public int UnaddressedMails { get; }

    /// <summary>The active contacts: shown in the overview and sent mails.</summary>
    public ImmutableArray<ContactView> Active { get; }

    /// <summary>The deactivated contacts (K9).</summary>
    public ImmutableArray<ContactView> Deactivated { get; }

    /// <summary>The contact with that id, or null when the organisation has none.</summary>
    public ContactView? Find(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>The bounce of the contact's current address, or null (D7).</summary>
    public AddressBounce? BounceOf(ContactView contact) => BounceOf(contact.Values.Email);

    /// <summary>The mark of an address of a contact or person, or null (D7).</summary>
    public AddressBounce? BounceOf(string address) => bounces.GetValueOrDefault(AddressBounce.KeyOf(address));

    /// <summary>
    /// The contacts that were added or changed since an earlier snapshot. The last result is kept: all open pages compare with the same
    /// one.
    /// </summary>
    public ImmutableArray<ContactView> ChangedSince(OrganisationSnapshot earlier)
    {
        if (newest is { } known && known.Earlier.TryGetTarget(out var compared) && ReferenceEquals(compared, earlier))
            return known.Changed;
        ImmutableArray<ContactView> changed = [.. Contacts.Where(
            c => earlier.Find(c.Id) is not { } before || before.Version != c.Version || before.HolderLeft != c.HolderLeft
                || before.HasForeignDomain != c.HasForeignDomain)];
        newest = new(new(earlier), changed);
        return changed;
    }

    // Weak, or each snapshot would keep all earlier ones in memory.
    private sealed record Comparison(WeakReference<OrganisationSnapshot> Earlier, ImmutableArray<ContactView> Changed);
}
