"""Money as integer minor units with its ISO 4217 currency; never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from shopweave.foundation.problems import Problem

# ISO 4217 currencies whose minor unit is not a hundredth.
_WHOLE = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX"]
_WHOLE += ["UYI", "VND", "VUV", "XAF", "XOF", "XPF"]
_THOUSANDTHS = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
_DIGITS = {**dict.fromkeys(_WHOLE, 0), **dict.fromkeys(_THOUSANDTHS, 3)}


class NotMoney(Problem):
    """{text!r} is not an amount of money: write it like 9.90."""

    zh = "“{text}”不是金额，请写成 9.90 这样的数字。"
    status = 422


class CurrenciesDiffer(Problem):
    """{left} and {right} cannot be added: convert one of them first."""

    zh = "{left} 和 {right} 不能直接相加，请先换算成同一种货币。"
    status = 409


def digits(currency: str) -> int:
    """Decimal places of the currency: 2 for EUR, 0 for JPY."""
    return _DIGITS.get(currency, 2)


def parse_minor(text: str | Decimal | int, currency: str) -> int:
    """Minor units of a plain decimal amount: ("9.90", "EUR") is 990. Raises `NotMoney`."""
    try:
        amount = Decimal(text).scaleb(digits(currency))
        return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    except InvalidOperation as error:
        raise NotMoney(text=str(text)) from error


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) of a currency (ISO 4217, three capitals)."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise CurrenciesDiffer(left=self.currency, right=other.currency)
        return Money(self.amount + other.amount, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.amount * times, self.currency)

    def decimal(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.amount).scaleb(-digits(self.currency))
