namespace MathesarSetup;
