using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Contacts;

/// <summary>
/// Whom the agency contacts about a municipality's reporting, and who receives its mails. A contact is a place that persons hold one after
/// another: it keeps its id and its responsibilities when the person changes (K6).
/// </summary>
public sealed class Contact
{
    private readonly List<Responsibility> responsibilities = [];

    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The contact's id; unchanged when the person changes.</summary>
    public required Guid Id { get; init; }

    /// <summary>The UUID of the person who is the contact.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The person's key when the person became the contact: the RID, or a UUID; see <see cref="Persons.PersonKey"/>.</summary>
    public string Rid { get; private set; } = "";

    /// <summary>The person's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The address that the mails go to.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The mobile number in E.164, or empty.</summary>
    public string Mobile { get; private set; } = "";

    /// <summary>The telephone number in E.164, or empty.</summary>
    public string Phone { get; private set; } = "";

    /// <summary>Since when this person has been the active contact.</summary>
    public DateTimeOffset HeldSince { get; private set; }

    /// <summary>When the contact was deactivated; null while it is active (K8).</summary>
    public DateTimeOffset? DeactivatedAt { get; private set; }

    /// <summary>The number of its newest history entry; grows with every save, so that stale edits are detected (K13).</summary>
    public long Version { get; private set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The UUID of the person who last changed it.</summary>
    public Guid ChangedById { get; private set; }

    /// <summary>The name of the person who last changed it (K12).</summary>
    public string ChangedBy { get; private set; } = "";

    /// <summary>The delivery types that it is responsible for (K7).</summary>
    public IReadOnlyCollection<Responsibility> Responsibilities => responsibilities;

    /// <summary>The editable values.</summary>
    public ContactValues Values => new()
    {
        Rid = Rid,
        Name = Name,
        Email = Email,
        Mobile = Mobile,
        Phone = Phone,
        Responsibilities = [.. responsibilities.Select(r => r.DeliveryType)],
        Deactivated = DeactivatedAt is not null,
    };

    /// <summary>Sets the contact's values, which must be valid.</summary>
    /// <param name="values">The values, normalised.</param>
    /// <param name="personId">The UUID of the person with that RID.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="version">The number of the history entry.</param>
    /// <param name="at">When it is changed.</param>
    internal void Apply(ContactValues values, Guid personId, Actor actor, long version, DateTimeOffset at)
    {
        if (PersonId != personId || DeactivatedAt is not null)
            HeldSince = at;
        PersonId = personId;
        Rid = values.Rid;
        Name = values.Name;
        Email = values.Email;
        Mobile = values.Mobile;
        Phone = values.Phone;
        DeactivatedAt = values.Deactivated ? DeactivatedAt ?? at : null;
        responsibilities.RemoveAll(r => !values.Responsibilities.Contains(r.DeliveryType));
        responsibilities.AddRange(values.Responsibilities
            .Except(responsibilities.Select(r => r.DeliveryType))
            .Select(type => new Responsibility { Organisation = Organisation, ContactId = Id, DeliveryType = type }));
        (Version, ChangedAt, ChangedById, ChangedBy) = (version, at, actor.PersonId, actor.Name);
    }
}
