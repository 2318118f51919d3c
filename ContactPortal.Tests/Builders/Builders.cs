using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
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

    /// <summary>
    /// The draft of a new contact: the person's RID is typed, name and e-mail have been transferred from the directory (K10).
    /// </summary>
    public static ContactDraft ADraftOf(Person person) => new()
    {
        Typed = new() { Rid = person.Rid.Digits, Name = person.Name, Email = person.Email },
    };

    /// <summary>A delivery of Aarhus for AMFORA without errors.</summary>
    public static DeliveryBuilder ADelivery() =>
        new(Aarhus, Amfora, "2026-02", $"leverance-{Interlocked.Increment(ref lastDelivery)}", 1200, []);

    /// <summary>A validation error of a delivery.</summary>
    public static ReportedError AnError(
        string code = "A12", string text = "Slutdato ligger før startdato", string reference = "sag-4711") =>
        new(code, text, "slutdato", 17, reference);

    /// <summary>That many errors, each with its own reference.</summary>
    public static ReportedError[] SomeErrors(int count, string code = "A12") =>
        [.. Enumerable.Range(1, count).Select(i => AnError(code, reference: $"sag-{i}"))];

    /// <summary>Contact values that pass every rule.</summary>
    public static ContactValues ValidValues() => new() { Rid = "12345678", Name = "Anne Holm", Email = "anne.holm@aarhus.example" };
}
