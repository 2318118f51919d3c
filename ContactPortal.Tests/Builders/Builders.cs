using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Tests.Builders;

/// <summary>Test data builders. Every person has a unique RID, id and e-mail address; everything else has valid defaults.</summary>
public static class Builders
{
    private static int lastPerson = 30_000_000;
    private static int lastDelivery;

    /// <summary>A person of Aarhus.</summary>
    public static PersonBuilder APerson()
    {
        var number = Interlocked.Increment(ref lastPerson);
        return new(number, Aarhus, $"Kontakt Nr {number}", null, null, false);
    }

    /// <summary>A staff member of Aarhus.</summary>
    public static ActorBuilder AnActor() => new(Guid.NewGuid(), "Mette Holm", Aarhus, Role.Staff);

    /// <summary>A contact of Aarhus without responsibilities.</summary>
    public static ContactBuilder AContact() => new(APerson(), "", "", [], false);

    /// <summary>The draft of a new contact: the person's RID is typed, name and e-mail have been transferred from the directory (K10).</summary>
    public static ContactDraft ADraftOf(Person person) => new()
    {
        Typed = new() { Rid = person.Rid.Digits, Name = person.Name, Email = person.Email },
    };

    /// <summary>A delivery of Aarhus for AMFORA without errors.</summary>
    public static DeliveryBuilder ADelivery() => new(Aarhus, Amfora, "2026-02", $"leverance-{Interlocked.Increment(ref lastDelivery)}", 1200, []);

    /// <summary>A validation error of a delivery.</summary>
    public static ReportedError AnError(string code = "A12", string text = "Slutdato ligger før startdato", string reference = "sag-4711") =>
        new(code, text, "slutdato", 17, reference);

    /// <summary>That many errors, each with its own reference.</summary>
    public static ReportedError[] SomeErrors(int count, string code = "A12") =>
        [.. Enumerable.Range(1, count).Select(i => AnError(code, reference: $"sag-{i}"))];

    /// <summary>Contact values that pass every rule.</summary>
    public static ContactValues ValidValues() => new() { Rid = "12345678", Name = "Anne Holm", Email = "anne.holm@aarhus.example" };
}

/// <summary>Builds a person of the directory.</summary>
public sealed record PersonBuilder(
    int Number, OrganisationCode Organisation, string Name, string? Email, string? Rid, bool IsLocalAdministrator)
{
    private readonly Guid id = Guid.NewGuid();

    public PersonBuilder In(OrganisationCode organisation) => this with { Organisation = organisation };

    public PersonBuilder Named(string name) => this with { Name = name };

    public PersonBuilder WithEmail(string email) => this with { Email = email };

    public PersonBuilder WithRid(string rid) => this with { Rid = rid };

    public PersonBuilder LocalAdministrator() => this with { IsLocalAdministrator = true };

    public Person Build() => new Person
    {
        CreatedAt = DateTimeOffset.UnixEpoch,
        Organisation = Organisation,
        Id = id,
        Name = Name,
        Email = Email ?? $"kontakt.{Number}@kommune.example",
        IsLocalAdministrator = IsLocalAdministrator,
    }.Identify(PersonIdentifierKind.Rid, Rid ?? Number.ToString(CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch);

    public static implicit operator Person(PersonBuilder builder) => builder.Build();
}

/// <summary>Builds an actor.</summary>
public sealed record ActorBuilder(Guid PersonId, string Name, OrganisationCode Organisation, Role Role)
{
    public ActorBuilder In(OrganisationCode organisation) => this with { Organisation = organisation };

    public ActorBuilder Named(string name) => this with { Name = name };

    public ActorBuilder As(Role role) => this with { Role = role };

    public Actor Build() => new(PersonId, Name, Organisation, Role);

    public static implicit operator Actor(ActorBuilder builder) => builder.Build();
}

/// <summary>Builds a contact: for a snapshot with <see cref="Build"/>, or as a draft to save.</summary>
public sealed record ContactBuilder(PersonBuilder Person, string Mobile, string Phone, ImmutableArray<string> Types, bool IsDeactivated)
{
    public ContactBuilder In(OrganisationCode organisation) => this with { Person = Person.In(organisation) };

    public ContactBuilder HeldBy(PersonBuilder person) => this with { Person = person };

    public ContactBuilder WithMobile(string mobile) => this with { Mobile = mobile };

    public ContactBuilder ResponsibleFor(params ImmutableArray<string> types) => this with { Types = types };

    public ContactBuilder Deactivated() => this with { IsDeactivated = true };

    /// <summary>The draft that creates the contact.</summary>
    public ContactDraft Draft()
    {
        var draft = ADraftOf(Person);
        return draft with { Typed = draft.Typed with { Mobile = Mobile, Phone = Phone, Responsibilities = [.. Types], Deactivated = IsDeactivated } };
    }

    /// <summary>The contact as in a snapshot, without a database.</summary>
    public ContactView Build(long version = 1) =>
        new(Guid.NewGuid(), Guid.NewGuid(), DateTimeOffset.UnixEpoch, version, Draft().Typed.Normalised(), DateTimeOffset.UnixEpoch, Guid.NewGuid(), "Mette Holm");
}

/// <summary>Builds a delivery as a reporting system posts it.</summary>
public sealed record DeliveryBuilder(
    OrganisationCode Organisation, string Type, string Period, string Id, int Records, ImmutableArray<ReportedError?> Errors)
{
    public DeliveryBuilder In(OrganisationCode organisation) => this with { Organisation = organisation };

    public DeliveryBuilder Of(string type) => this with { Type = type };

    public DeliveryBuilder About(Period period) => this with { Period = period.ToString() };

    public DeliveryBuilder WithId(string id) => this with { Id = id };

    public DeliveryBuilder With(params ReportedError[] errors) => this with { Errors = [.. errors] };

    public ReportedDelivery Build() => new(Organisation.Value, Type, Period, Id, Records, Errors);

    public static implicit operator ReportedDelivery(DeliveryBuilder builder) => builder.Build();
}
