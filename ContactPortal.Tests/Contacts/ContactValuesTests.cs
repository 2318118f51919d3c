using System.Globalization;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Contacts;
using CsCheck;

namespace ContactPortal.Tests.Contacts;

public sealed class ContactValuesTests
{
    [Fact]
    public void Values_OfAContact_AreEachAFieldThatIsMergedKeptAndShown()
    {
        var values = typeof(ContactValues).GetProperties()
            .Where(p => p.SetMethod is not null && p.Name != nameof(ContactValues.Responsibilities))
            .Select(p => p.Name).Order(StringComparer.Ordinal);
        Assert.Equal(values, ContactValues.FixedFields.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Equal(ContactValues.FixedFields.Where(f => !f.IsCheckBox), ContactFields.TextFields.Select(input => input.Field));
        foreach (var field in ContactValues.FixedFields)
        {
            var changed = field.IsCheckBox ? ContactValues.Empty.With(field, ticked: true) : ContactValues.Empty.With(field, "1");
            Assert.Equal([field], changed.DifferencesFrom(ContactValues.Empty));
        }
    }

    [Fact]
    public void AnyValues_Normalised_StayTheSameWhenNormalisedAgain() =>
        ContactValuesGen.Any.Sample(values => Assert.Equal(values.Normalised(), values.Normalised().Normalised()));

    [Fact]
    public void AnyValues_ShownAndNormalised_AreAsStored() =>
        ContactValuesGen.Any.Sample(values => Assert.Equal(values.Normalised(), values.Normalised().Shown().Normalised()));

    [Fact]
    public void AnyField_GivenAValue_HasItAndTheOthersStay() =>
        Gen.Select(ContactValuesGen.Any, ContactValuesGen.Any).Sample((before, after) =>
        {
            foreach (var field in ContactValuesGen.Fields)
            {
                var changed = before.With(field, after[field]);
                foreach (var each in ContactValuesGen.Fields)
                    Assert.Equal(each == field ? after[each] : before[each], changed[each]);
            }
        });

    [Fact]
    public void EqualValues_Hashed_AreTheSame() =>
        Gen.Select(ContactValuesGen.Any, ContactValuesGen.Any).Sample((one, other) =>
        {
            if (one == other)
                Assert.Equal(one.GetHashCode(), other.GetHashCode());
            Assert.Equal(ContactValuesGen.Fields.All(f => one[f] == other[f]), one == other);
        });

    [Fact]
    public void BlanksAndDecomposedLetters_Normalised_AreGone()
    {
        var values = new ContactValues
        {
            Rid = " 12345678 ", Name = "  A\u030ase   Holm ", Email = " a@b.example ", Mobile = " 28 12 34 56 ", Phone = " x ",
        };
        Assert.Equal(
            new() { Rid = "12345678", Name = "Åse Holm", Email = "a@b.example", Mobile = "+4528123456", Phone = "x" },
            values.Normalised());
    }

    [Fact]
    public void HalfASurrogatePair_Normalised_ReachesTheRules() =>
        Assert.Equal("Anne \ud83d", (ValidValues() with { Name = "Anne \ud83d" }).Normalised().Name);

    [Fact]
    public void FieldThatContactsDoNotHave_AskedFor_IsAFault()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ValidValues()[new("Shoes")]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ValidValues().With(new("Shoes"), "44"));
    }

    [Theory]
    [InlineData("da")]
    [InlineData("en")]
    [InlineData("")]
    public void Responsibilities_InAnyLanguage_ComeInTheSameOrder(string language)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        try
        {
            // In Danish "AA" sorts as "Å", after all other letters.
            ContactValues values = ValidValues() with { Responsibilities = [Resultat, Raadighed, Amfora] };
            Assert.Equal(
                [
                    ContactField.ResponsibilityFor(Amfora), ContactField.ResponsibilityFor(Raadighed),
                    ContactField.ResponsibilityFor(Resultat)],
                values.DifferencesFrom(ValidValues()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
