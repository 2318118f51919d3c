using System.Collections.Immutable;
using System.Text;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;

namespace ContactPortal.Tests.Text;

/// <summary>Names and addresses with characters that are not seen, or look like others: cleaned, refused by name, or asked about.</summary>
public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("Anne\u00a0Holm", "Anne Holm")]
    [InlineData("\u2007Anne\u202f\u2003Holm\u3000", "Anne Holm")]
    [InlineData("\ufeffAnne Holm\u200b", "Anne Holm")]
    [InlineData("\u200eAnne Holm\u200f", "Anne Holm")]
    [InlineData("Anne Holm\u00ad", "Anne Holm")]
    [InlineData("\uff21\uff4e\uff4e\uff45 Holm", "Anne Holm")]
    [InlineData("\ud835\udc00nne Holm", "Anne Holm")]
    [InlineData("So\ufb01e Holm", "Sofie Holm")]
    [InlineData("Sofie A\u030agaard", "Sofie \u00c5gaard")]
    public void Name_AsPastingLeavesIt_IsCleaned(string name, string cleaned)
    {
        Assert.Equal(cleaned, new ContactValues { Name = name }.Normalised().Name);
        Assert.Equal(cleaned, new PersonValues { Name = name }.Normalised().Name);
        Assert.Empty(ErrorsOfName(name));
    }

    [Theory]
    [InlineData("Anne\u200bHolm", "et tegn uden bredde (U+200B) efter ”Anne”")]
    [InlineData("Anne\u200dHolm", "et tegn uden bredde (U+200D) efter ”Anne”")]
    [InlineData("Anne\u2060Holm", "et tegn uden bredde (U+2060) efter ”Anne”")]
    [InlineData("Anne\ufeffHolm", "et tegn uden bredde (U+FEFF) efter ”Anne”")]
    [InlineData("An\u00adne Holm", "en blød bindestreg (U+00AD) efter ”An”")]
    [InlineData("Anne\u202emloH", "et tegn, der ændrer skriveretningen (U+202E) efter ”Anne”")]
    [InlineData("\u202aAnne", "et tegn, der ændrer skriveretningen (U+202A) i begyndelsen")]
    [InlineData("Anne\u2067Holm", "et tegn, der ændrer skriveretningen (U+2067) efter ”Anne”")]
    [InlineData("Anne\nHolm", "et linjeskift (U+000A) efter ”Anne”")]
    [InlineData("Anne\tHolm", "en tabulator (U+0009) efter ”Anne”")]
    [InlineData("Anne\u0007Holm", "et styretegn (U+0007) efter ”Anne”")]
    [InlineData("Anne\u3164Holm", "et usynligt tegn (U+3164) efter ”Anne”")]
    [InlineData("Anne\u2800Holm", "et usynligt tegn (U+2800) efter ”Anne”")]
    [InlineData("Anne\ufe0fHolm", "et tegn oven på bogstaverne (U+FE0F) efter ”Anne”")]
    [InlineData("Anne\udb40\udd00Holm", "et tegn oven på bogstaverne (U+E0100) efter ”Anne”")]
    [InlineData("Anne\udb40\udc41Holm", "et usynligt tegn (U+E0041) efter ”Anne”")]
    [InlineData("Anne\u034fHolm", "et tegn oven på bogstaverne (U+034F) efter ”Anne”")]
    [InlineData("So\u0338ren", "et tegn oven på bogstaverne (U+0338) efter ”So”")]
    [InlineData("An\u20ddne", "et tegn oven på bogstaverne (U+20DD) efter ”An”")]
    [InlineData("Anne \u0301Holm", "et tegn oven på bogstaverne (U+0301) efter ”Anne ”")]
    [InlineData("Ab\u0316\u0317\u0318cd", "et tegn oven på bogstaverne (U+0318)")]
    [InlineData("En person med et langt navn\u200b x", "et tegn uden bredde (U+200B) efter ”…t langt navn”")]
    public void Name_WithACharacterThatIsNotSeen_IsRefusedWithWordsThatSayWhich(string name, string words)
    {
        var error = Assert.Single(ErrorsOfName(name));
        Assert.Equal(ContactError.NameNotPlain, error.Error);
        Assert.StartsWith(words, CharacterTexts.Describe(error.Detail!), StringComparison.Ordinal);
        Assert.Equal(
            new(PersonField.Name, PersonError.NameNotPlain, error.Detail),
            Assert.Single(PersonRules.ValidateRequest(new() { Name = name })));
    }

    // A lone surrogate can't be an attribute argument.
    [Fact]
    public void Name_WithHalfASurrogatePair_IsRefusedWithWords() =>
        Assert.Equal("et ødelagt tegn efter ”Anne ”", CharacterTexts.Describe(Assert.Single(ErrorsOfName("Anne \ud83d")).Detail!));

    [Theory]
    [InlineData("\u0410nne Holm", "\u0410nne")]
    [InlineData("Anne H\u043elm", "H\u043elm")]
    [InlineData("S\u03bfren Dahl", "S\u03bfren")]
    [InlineData("Anna-M\u0430ria Holm", "M\u0430ria")]
    [InlineData("Birthe Lun\u0501", "Lun\u0501")]
    [InlineData("M\u0251ri\u0251 Holm", "M\u0251ri\u0251")]
    [InlineData("H\u13b3ns Lund", "H\u13b3ns")]
    [InlineData("\u0391\u043d\u043d\u0430", "\u0391\u043d\u043d\u0430")]
    public void Name_WithSeveralScriptsInAWord_IsAskedAbout(string name, string word)
    {
        var error = Assert.Single(ErrorsOfName(name));
        Assert.Equal((ContactError.NameMixesScripts, word), (error.Error, error.Detail));
        Assert.True(ContactRules.IsQuestion(error.Error));
    }

    [Theory]
    [InlineData("Ngọc Ánh Nguyễn")]
    [InlineData("Ẹ̀bùn Ọlá")]
    [InlineData("Ayşe Yıldız")]
    [InlineData("Əli Məmmədov")]
    [InlineData("Анна Holm")]
    [InlineData("Γιώργος Παπαδόπουλος")]
    [InlineData("D’Arcy-O'Neill (vikar)")]
    [InlineData("Kaʻiulani")]
    [InlineData("田中さくら")]
    public void Name_OfAnotherLanguage_IsTaken(string name) => Assert.Empty(ErrorsOfName(name));

    [Theory]
    [InlineData("\u00a0anne@aarhus.example\u00a0")]
    [InlineData("\ufeffanne@aarhus.example\u200b")]
    [InlineData("\u00adanne@aarhus.example\u2060")]
    [InlineData("\uff41nne\uff20aarhus\uff0eexample")]
    public void Address_AsPastingLeavesIt_IsCleaned(string email)
    {
        Assert.Equal("anne@aarhus.example", new ContactValues { Email = email }.Normalised().Email);
        Assert.Equal("anne@aarhus.example", new PersonValues { Email = email }.Normalised().Email);
    }

    [Theory]
    [InlineData("an\u200bne@aarhus.example", ContactError.EmailNotPlain, "an\u200b")]
    [InlineData("anne@aar\u00adhus.example", ContactError.EmailNotPlain, "anne@aar\u00ad")]
    [InlineData("anne@\u202eaarhus.example", ContactError.EmailNotPlain, "anne@\u202e")]
    [InlineData("anne@aarhus\ufe0f.example", ContactError.EmailNotPlain, "anne@aarhus\ufe0f")]
    [InlineData("ann\u0435@aarhus.example", ContactError.EmailLookAlike, "ann\u0435")]
    [InlineData("\u03bfle@aarhus.example", ContactError.EmailLookAlike, "\u03bfle")]
    [InlineData("anne@a\u0430rhus.example", ContactError.EmailLookAlike, "a\u0430rhus")]
    [InlineData("anne@aarhus.ex\u0430mple", ContactError.EmailLookAlike, "ex\u0430mple")]
    [InlineData("anne@xn--arhus-4ve.example", ContactError.EmailLookAlike, "a\u0430rhus")]
    [InlineData("an ne@aarhus.example", ContactError.EmailMalformed, null)]
    [InlineData("an\u00a0ne@aarhus.example", ContactError.EmailMalformed, null)]
    [InlineData("anne@xn--999999999.example", ContactError.EmailMalformed, null)]
    [InlineData("a\u030anne@aarhus.example", ContactError.EmailMalformed, null)]
    public void Address_WithALookAlike_IsRefusedWithWordsThatSayWhich(string email, ContactError error, string? detail)
    {
        Assert.Equal(
            [new(ContactField.Email, error, detail)],
            ContactRules.Validate(new() { Rid = "12345678", Name = "Anne", Email = email }, []));
        Assert.False(EmailAddress.IsValid(email));
    }

    [Theory]
    [InlineData("jobcenter@xn--rdovre-bya.example")]
    [InlineData("jobcenter@RØDOVRE.example")]
    public void Domains_OfOneMunicipalityInBothForms_AreTheSame(string email) =>
        Assert.Equal("xn--rdovre-bya.example", EmailAddress.DomainOf(email));

    [Fact]
    public void WordsOfALookAlike_InBothLanguages_NameIt()
    {
        Assert.Contains(
            "(U+200B)",
            ContactPortal.Blazor.Contacts.ContactTexts.MessageFor(Assert.Single(ErrorsOfName("Anne\u200bHolm")), "", []),
            StringComparison.Ordinal);
        Assert.Equal(new Rune(0x0430), Scripts.FindNotLatin("a\u0430"));
    }

    private static ImmutableArray<ValidationError> ErrorsOfName(string name) =>
        ContactRules.Validate(new() { Rid = "12345678", Name = name, Email = "anne@aarhus.example" }, []);
}
