using ContactPortal.Domain.Organisations;

namespace ContactPortal.Tests.Builders;

/// <summary>Municipalities and delivery type codes used in tests.</summary>
public static class TestMunicipalities
{
    public const string Amfora = "AMFORA";
    public const string Raadighed = "RAADIGHED";
    public const string Resultat = "RESULTAT";

    public static readonly OrganisationCode Koebenhavn = new(101);
    public static readonly OrganisationCode Roskilde = new(265);
    public static readonly OrganisationCode Aarhus = new(751);
}
