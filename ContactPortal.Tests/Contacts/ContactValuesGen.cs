using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using CsCheck;

namespace ContactPortal.Tests.Contacts;

/// <summary>Generates contact values from small alphabets, so that two samples often agree and often differ.</summary>
internal static class ContactValuesGen
{
    /// <summary>Every field of a contact.</summary>
    public static readonly ImmutableArray<ContactField> Fields =
    [
        ContactField.Rid, ContactField.Name, ContactField.Email, ContactField.Mobile, ContactField.Phone, ContactField.Deactivated,
        ContactField.ResponsibilityFor(Amfora), ContactField.ResponsibilityFor(Raadighed), ContactField.ResponsibilityFor(Resultat),
    ];

    private static readonly Gen<string> Phones = Gen.OneOf("", "28 12 34 56", "+4528123456", "33 66 33 66", "noget andet");

    public static readonly Gen<ContactValues> Any = Gen.Select(
        Gen.OneOf("", "12345678", "87654321", " 12345678"),
        Gen.OneOf("", "Anne Holm", "Anne  Holm ", "Åse", "A\u030ase", "Bo \ud83d"),
        Gen.OneOf("", "anne@a.example", " anne@a.example", "bo@a.example"),
        Gen.Select(Phones, Phones),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool),
        (rid, name, email, phones, ticks) => new ContactValues
        {
            Rid = rid,
            Name = name,
            Email = email,
            Mobile = phones.Item1,
            Phone = phones.Item2,
            Deactivated = ticks.Item1,
            Responsibilities = [.. Types(ticks.Item2, ticks.Item3, ticks.Item4)],
        });

    private static IEnumerable<string> Types(bool first, bool second, bool third)
    {
        if (first)
            yield return Amfora;
        if (second)
            yield return Raadighed;
        if (third)
            yield return Resultat;
    }
}
