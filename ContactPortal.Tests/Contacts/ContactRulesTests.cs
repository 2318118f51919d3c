using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Text;

namespace ContactPortal.Tests.Contacts;

public sealed class ContactRulesTests
{
    [Fact]
    public void GoodValues_Checked_BreakNoRule() => Assert.Empty(Validate(ValidValues()));

    [Theory]
    [InlineData("", ContactError.RidMissing)]
    [InlineData("   ", ContactError.RidMissing)]
    [InlineData("1234567", ContactError.RidMalformed)]
    [InlineData("123456789012345678901", ContactError.RidMalformed)]
    [InlineData("1234567a", ContactError.RidMalformed)]
    [InlineData("1234 5678", ContactError.RidMalformed)]
    [InlineData("-12345678", ContactError.RidMalformed)]
    [InlineData("١٢٣٤٥٦٧٨", ContactError.RidMalformed)]
    [InlineData("１２３４５６７８", ContactError.RidMalformed)]
    public void BadRid_Checked_IsNamedAtRid(string rid, ContactError error) =>
        AssertInvalid(ValidValues() with { Rid = rid }, ContactField.Rid, error);

    [Theory]
    [InlineData("12345678")]
    [InlineData("00000000")]
    [InlineData("12345678901234567890")]
    [InlineData(" 12345678 ")]
    public void GoodRid_Checked_BreaksNoRule(string rid) => Assert.Empty(Validate(ValidValues() with { Rid = rid }));

    [Theory]
    [InlineData("", ContactError.NameMissing)]
    [InlineData(" \u00a0 ", ContactError.NameMissing)]
    [InlineData("Anne\r\nBcc: alle", ContactError.NameNotPlain)]
    [InlineData("Anne\tHolm", ContactError.NameNotPlain)]
    [InlineData("Anne\0Holm", ContactError.NameNotPlain)]
    [InlineData("Anne\u0085Holm", ContactError.NameNotPlain)]
    [InlineData("Anne\u202emloH", ContactError.NameNotPlain)]
    [InlineData("Anne\u2066Holm", ContactError.NameNotPlain)]
    [InlineData("Anne\u200bHolm", ContactError.NameNotPlain)]
    [InlineData("Anne\u2028Holm", ContactError.NameNotPlain)]
    [InlineData("Anne\ue000", ContactError.NameNotPlain)]
    public void BadName_Checked_IsNamedAtName(string name, ContactError error) =>
        AssertInvalid(ValidValues() with { Name = name }, ContactField.Name, error);

    // A lone surrogate can't be an attribute argument: it does not survive the encoding of the assembly's metadata.
    [Fact]
    public void NameWithHalfASurrogatePair_Checked_IsNotPlain()
    {
        AssertInvalid(ValidValues() with { Name = "Anne \ud83d" }, ContactField.Name, ContactError.NameNotPlain);
        AssertInvalid(ValidValues() with { Name = "\ude00 Anne" }, ContactField.Name, ContactError.NameNotPlain);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("Søren Ærø Ågård")]
    [InlineData("Ayşe Yıldız İpek Güneş Çağlar")]
    [InlineData("Jean-Luc D'Arcy (vikar)")]
    [InlineData("李明")]
    [InlineData("محمد علي")]
    [InlineData("Anne 😀")]
    public void NameOfAnyLanguage_Checked_BreaksNoRule(string name) => Assert.Empty(Validate(ValidValues() with { Name = name }));

    [Fact]
    public void NameOf100Characters_Checked_BreaksNoRule() =>
        Assert.Empty(Validate(ValidValues() with { Name = new('å', 100) }));

    [Fact]
    public void NameOf101Characters_Checked_IsTooLong() =>
        AssertInvalid(ValidValues() with { Name = new('å', 101) }, ContactField.Name, ContactError.NameTooLong);

    [Fact]
    public void NameThatIsShortOnceComposed_Checked_BreaksNoRule() =>
        Assert.Empty(Validate(ValidValues() with { Name = string.Concat(Enumerable.Repeat("a\u030a", 100)) }));

    [Theory]
    [InlineData("", ContactError.EmailMissing)]
    [InlineData("  ", ContactError.EmailMissing)]
    [InlineData("anne", ContactError.EmailMalformed)]
    public void BadEmail_Checked_IsNamedAtEmail(string email, ContactError error) =>
        AssertInvalid(ValidValues() with { Email = email }, ContactField.Email, error);

    [Fact]
    public void EmailOf254Characters_Checked_BreaksNoRule() =>
        Assert.Empty(Validate(ValidValues() with { Email = EmailAddressTests.OfLength(254) }));

    [Fact]
    public void EmailOf255Characters_Checked_IsTooLong() =>
        AssertInvalid(ValidValues() with { Email = EmailAddressTests.OfLength(255) }, ContactField.Email, ContactError.EmailTooLong);

    [Fact]
    public void BadPhones_Checked_AreNamedEachAtItsField() =>
        Assert.Equal(
            [new(ContactField.Mobile, ContactError.NumberIsExtension), new(ContactField.Phone, ContactError.PhoneMalformed)],
            Validate(ValidValues() with { Mobile = "12", Phone = "ring til mig" }));

    [Fact]
    public void NothingFilledIn_Checked_NamesTheThreeRequiredFieldsInTheirOrder() =>
        Assert.Equal(
            [
                new(ContactField.Rid, ContactError.RidMissing),
                new(ContactField.Name, ContactError.NameMissing),
                new(ContactField.Email, ContactError.EmailMissing),
            ],
            Validate(ContactValues.Empty));

    [Fact]
    public void UnknownType_Checked_IsReported() =>
        AssertInvalid(
            ValidValues() with { Responsibilities = ["UDGAAET"] }, ContactField.ResponsibilityFor("UDGAAET"),
            ContactError.ResponsibilityUnknown);

    private static ImmutableArray<ValidationError> Validate(ContactValues values) =>
        ContactRules.Validate(values, [Amfora, Raadighed, Resultat]);

    private static void AssertInvalid(ContactValues values, ContactField field, ContactError error)
    {
        var invalid = Assert.Single(Validate(values));
        Assert.Equal((field, error), (invalid.Field, invalid.Error));

        // The message names the character: the text ends with it.
        Assert.Equal(error == ContactError.NameNotPlain, invalid.Detail is { Length: > 0 } && values.Name.Contains(
            invalid.Detail, StringComparison.Ordinal));
    }
}
